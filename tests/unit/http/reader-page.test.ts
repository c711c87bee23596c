import { crc32, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choose, type Marks, type Part } from '@/lib/http/marked-document'
import { crcChange, shiftBy } from '@/lib/http/reader/crc-change'
import { ReaderPage } from '@/lib/http/reader/reader-page'
import { padded, piecesFor } from '@/lib/http/reader/slots'

const MARKS = ['vote:1', 'vote:2', 'save:1', 'reader']
const NUMBERS = ['votes:1', 'votes:2']

const mark = fc.constantFrom(...MARKS)
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.lorem({ maxCount: 60 }))
  .map((some) => some.replace(/[<>"]/g, ''))
const button = (on: boolean, id: string, label: string): string =>
  `<form action="/papers/${id}/${on ? 'un' : ''}vote"><button aria-pressed="${on}">${label}</button></form>`
const number = fc.record({
  of: fc.constantFrom(...NUMBERS),
  shown: fc.nat(99).map(String),
  words: fc.option(fc.constant(['vote', 'votes'] as const)),
})
const choice = fc.oneof(
  fc.record({ mark, id: fc.constantFrom('1', '2'), label: text, count: number }).map(({ mark, id, label, count }) => ({
    mark,
    no: [button(false, id, label), count],
    yes: [button(true, id, label), count],
  })),
  fc.record({ mark, no: fc.array(text), yes: fc.array(text) }),
  fc.record({ mark, no: fc.constant<Part[]>([]), yes: fc.array(fc.oneof(text, number)) }),
  fc.record({
    mark,
    no: fc.array(text),
    yes: fc.array(fc.record({ mark, no: fc.array(text), yes: fc.array(number) })),
  }),
)
const page: fc.Arbitrary<Part[]> = fc.array(fc.oneof(text, number, choice), { maxLength: 30 })
const marks: fc.Arbitrary<Marks> = fc
  .record({ held: fc.subarray(MARKS), numbers: fc.dictionary(fc.constantFrom(...NUMBERS), fc.nat(120)) })
  .map(({ held, numbers }) => ({ held: new Set([...held, 'reader']), numbers: new Map(Object.entries(numbers)) }))

const withoutSpace = (some: string) => some.replace(/\s+/g, '')

test('unpacked, the page of any reader is the page put together for them, but for space', async () => {
  await fc.assert(
    fc.asyncProperty(page, fc.array(marks), async (parts, readers) => {
      const made = await ReaderPage.make(parts)
      for (const reader of readers) {
        const filled = made.fill(reader)
        if (!filled) continue
        expect(withoutSpace(gunzipSync(filled.bytes).toString())).toBe(withoutSpace(choose(parts, reader)))
      }
    }),
  )
})

test('two readers have the same tag only for the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(page, marks, marks, async (parts, one, other) => {
      const made = await ReaderPage.make(parts)
      const [left, right] = [made.fill(one), made.fill(other)]
      if (left && right) expect(left.etag === right.etag).toBe(left.bytes.equals(right.bytes))
    }),
  )
})

test('of a spot only what differs is left uncompressed', () => {
  const no = ['<form action="/papers/1/vote"><button aria-pressed="false">Upvote</button></form>']
  const yes = ['<form action="/papers/1/unvote"><button aria-pressed="true">Upvote</button></form>']
  const slots = piecesFor([{ mark: 'vote:1', no, yes }]).filter((piece) => typeof piece !== 'string')
  expect(slots).toMatchObject([
    { no: 'vote"', yes: 'unvote"' },
    { no: 'false"', yes: 'true"' },
  ])
})

test('a number that has outgrown its place is not cut', async () => {
  const made = await ReaderPage.make([{ of: 'votes:1', shown: '9', words: null }])
  const votes = (number: number) => made.fill({ held: new Set(), numbers: new Map([['votes:1', number]]) })
  expect(gunzipSync(votes(999)?.bytes ?? '').toString()).toBe('999')
  expect(votes(1000)).toBeNull()
})

test('the page of fifty entries is hardly larger than one that is compressed as a whole', async () => {
  const entry = (n: number): Part[] => {
    const votes = { of: `votes:${n}`, shown: '3', words: null }
    return [
      `<article id="${n}">`,
      { mark: `vote:${n}`, no: [button(false, String(n), 'up'), votes], yes: [button(true, String(n), 'up'), votes] },
      `<h2>${'words of a title and an abstract '.repeat(10)}${n}</h2></article>`,
    ]
  }
  const made = await ReaderPage.make(Array.from({ length: 50 }, (_, n) => entry(n)).flat())
  expect(made.bytes).toBeLessThan(9_000)
})

test('the change of a checksum follows from the change of the text alone', () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some))
  fc.assert(
    fc.property(bytes, fc.string(), fc.string(), bytes, (before, one, other, behind) => {
      const size = Math.max(Buffer.byteLength(one), Buffer.byteLength(other))
      const [left, right] = [one, other].map((some) => Buffer.from(padded(some, size)))
      if (!left || !right) return
      const whole = (middle: Buffer) => crc32(Buffer.concat([before, middle, behind]))
      expect((whole(left) ^ crcChange(left, right, shiftBy(behind.byteLength))) >>> 0).toBe(whole(right))
    }),
  )
})
