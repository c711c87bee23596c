import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { gunzipped } from '../../lib/gunzipped'

const text = Array.from({ length: 50_000 }, (_, line) => `line ${line} ${(line * 7919) % 104_729}`).join('\n')
const whole = gzipSync(text)

/** A file that ends too early, read from a disk in pieces. */
const cutOff = (share: number) =>
  Readable.from(piecesOf(whole.subarray(0, Math.floor(whole.length * share))), { objectMode: false })

function* piecesOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

test('gives what was packed', async () => {
  const pieces = await gunzipped(Readable.from(piecesOf(whole), { objectMode: false })).toArray()
  expect(Buffer.concat(pieces).toString()).toBe(text)
})

test('tells its reader that the file is cut off', async () => {
  await expect(gunzipped(cutOff(0.5)).toArray()).rejects.toThrow('unexpected end of file')
})

test('tells its reader that the disk fails', async () => {
  const failing = new Readable({ read: () => failing.destroy(new Error('input/output error')) })
  await expect(gunzipped(failing).toArray()).rejects.toThrow('input/output error')
})

test('a reader that leaves early is not followed by the damage', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'broadsheet-gunzipped-')), 'cut.gz')
  writeFileSync(file, whole.subarray(0, 200))
  // Where zlib's thread stands when the reader leaves is chance: unguarded, one round in thirty ended the process.
  for (let round = 0; round < 600; round++) {
    const unpacked = gunzipped(createReadStream(file))
    for (let turn = 0; turn < 5 + (round % 20); turn++) await new Promise(setImmediate)
    unpacked.destroy()
  }
  await new Promise(setImmediate)
})
