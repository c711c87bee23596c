import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import {
  embed,
  encodeTemplate,
  encodeValue,
  fillReady,
  joinChunks,
  oneAfterAnother,
  readyTemplate,
} from '@/lib/mail/template'
import { fillTemplate, parseTemplate, slot } from '@/lib/template'

/** As somebody else's parser reads it. */
async function decoded(encoded: string): Promise<string> {
  const head = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
  return (await simpleParser(Buffer.from(head + encoded, 'latin1'))).text ?? ''
}

test('places are filled where they were left, however often one is named', () => {
  const template = parseTemplate(`a ${slot('x')} b ${slot('y')}${slot('x')}`)
  expect(template.slots).toEqual(['x', 'y', 'x'])
  expect(fillTemplate(template, (name) => `<${name}>`)).toBe('a <x> b <y><x>')
})

test('filled after it was encoded, a text is the one that was filled before, and no line is too long', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '=', ' ', '\n', 'ü', '大', '.', '\t', 'word '), maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(text, text, text, fc.webUrl(), async (before, between, after, url) => {
      const template = parseTemplate(`${before}${slot('a')}${between}${slot('b')}${after}.`)
      const valueFor = (name: string) => (name === 'a' ? url : between)
      const encodedFor = (name: string) => encodeValue(valueFor(name))
      const encoded = fillTemplate(encodeTemplate(template), encodedFor)
      // Made ready to be sent, it is the same.
      const ready = readyTemplate(encodeTemplate(template), ['b', 'a'])
      expect(joinChunks(fillReady(ready, [encodedFor('b'), encodedFor('a')])).toString('latin1')).toBe(encoded)
      for (const line of encoded.split('\r\n')) {
        expect(line.length).toBeLessThanOrEqual(76)
        // None begins with a dot, which would have to be doubled on the wire.
        expect(line).toMatch(/^(?!\.)[\t\x20-\x7e]*$/)
      }
      expect(await decoded(encoded)).toBe(fillTemplate(template, valueFor))
    }),
    { numRuns: 300 },
  )
})

test('put into one another before they are filled, templates read as when they are filled first', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'ü', ' ', slot('x'), slot('y'), slot('inner')), maxLength: 12 })
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), fc.string({ maxLength: 2 }), (outer, inner, between) => {
      const valueFor = (name: string) => `<${name}>`
      const entries = inner.map((one) => parseTemplate(one.replaceAll('inner', 'z')))
      const first = fillTemplate(parseTemplate(outer), (name) =>
        name === 'inner' ? entries.map((entry) => fillTemplate(entry, valueFor)).join(between) : valueFor(name),
      )
      const together = embed(parseTemplate(outer), (name) =>
        name === 'inner' ? oneAfterAnother(entries, between) : undefined,
      )
      expect(fillTemplate(together, valueFor)).toBe(first)
    }),
  )
})

test('a line that begins with a dot holds no more than 76 characters, too', () => {
  for (const text of [`. ${'a'.repeat(72)}`, `.${'a'.repeat(300)}`, `${'. '.repeat(200)}`])
    for (const line of encodeValue(text).split('\r\n')) expect(line).toMatch(/^(?!\.).{0,76}$/)
})
