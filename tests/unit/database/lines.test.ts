import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLines, LineReader } from '@/lib/database/backup/lines'

/** Rows as COPY writes them: never a line `\.`. */
const row = fc
  .string({ unit: fc.constantFrom('a', '\\', '.', '\t', 'é', '"'), maxLength: 6 })
  .filter((line) => line !== '\\.')

test('rows are read back whole, however the bytes are cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (rows, sizes) => {
        const section = rows.map((line) => `${line}\n`).join('')
        const reader = new LineReader(cut(Buffer.from(`head\n${section}\\.\ntail\n`), sizes))
        expect(await reader.line()).toBe('head')
        const pieces: Buffer[] = []
        for await (const piece of reader.rows()) {
          expect(piece.at(-1)).toBe(0x0a)
          pieces.push(Buffer.from(piece))
        }
        expect(Buffer.concat(pieces).toString()).toBe(section)
        expect(pieces.reduce((sum, piece) => sum + countLines(piece), 0)).toBe(rows.length)
        expect(await reader.line()).toBe('tail')
        expect(await reader.line()).toBeNull()
      },
    ),
  )
})

test('a section without an end is noticed', async () => {
  const reader = new LineReader(cut(Buffer.from('one\ntwo\n\\'), [4]))
  await expect(async () => {
    for await (const _ of reader.rows());
  }).rejects.toThrow(/ends in the middle/)
})

async function* cut(bytes: Buffer, sizes: number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}
