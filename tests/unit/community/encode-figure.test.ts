import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encodeFigure } from '@/lib/community/figures/encode-figure'
import { aDrawing, aPhoto } from '../../support/pictures'

const encoded = async (bytes: Uint8Array) => {
  const encoding = await encodeFigure(bytes)
  if (encoding.status === 'refused') throw new Error(encoding.why)
  return encoding
}
const whyNot = async (bytes: Uint8Array) => {
  const encoding = await encodeFigure(bytes)
  return encoding.status === 'refused' ? encoding.why : 'taken'
}

/** A PNG that says how large it is, and holds next to nothing. */
function aBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    start,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('a photo is turned upright and made anew within its bounds, without what a camera wrote into it or hides behind its end', async () => {
  const photo = await aPhoto()
  expect(photo.includes('Somebody secret')).toBe(true)
  const { small, wide } = await encoded(Buffer.concat([photo, Buffer.from('PK\x03\x04 something hidden')]))
  expect([wide.width, wide.height, small.width, small.height]).toEqual([640, 960, 240, 360])
  expect(wide.bytes.length).toBeLessThanOrEqual(400_000)
  expect(small.bytes.length).toBeLessThanOrEqual(50_000)
  for (const { file, bytes } of [small, wide]) {
    expect(file).toMatch(/^[\w-]{22}\.jpg$/)
    const told = await sharp(bytes).metadata()
    expect([told.format, told.exif, told.icc, told.xmp]).toEqual(['jpeg', undefined, undefined, undefined])
    expect(Buffer.from(bytes).includes('hidden')).toBe(false)
  }
})

test('a drawing stays a drawing, on white, never larger than it was, and the same picture has the same address', async () => {
  const { small, wide } = await encoded(await aDrawing(300, 200))
  expect([wide.file, wide.width, small.width]).toEqual([expect.stringMatching(/\.png$/), 300, 300])
  expect(await sharp(wide.bytes).metadata()).toMatchObject({ format: 'png', hasAlpha: false })
  const corner = await sharp(wide.bytes)
    .extract({ left: 299, top: 199, width: 1, height: 1 })
    .flatten()
    .raw()
    .toBuffer()
  expect([...corner.subarray(0, 3)]).toEqual([255, 255, 255])
  expect((await encoded(await aDrawing(300, 200))).wide.file).toBe(wide.file)
})

test('of whatever is no PNG, JPEG or WebP, too large, too small or damaged it is told what to do, and nothing is decoded', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><image href="file:///etc/passwd"/></svg>'
  const gif = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
  for (const bytes of [Buffer.from(svg), Buffer.from(gif, 'base64'), Buffer.from('%PDF-1.7'), Buffer.alloc(0)])
    expect(await whyNot(bytes)).toBe('It takes a picture as PNG, JPEG or WebP.')
  const before = process.memoryUsage().rss
  expect(await whyNot(aBomb(60_000, 60_000))).toMatch(/PNG, JPEG or WebP|too many pixels/)
  expect(await whyNot(aBomb(4_001, 4_000))).toMatch(/too many pixels|PNG, JPEG/)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  expect(await whyNot(aBomb(3_000, 3_000))).toBe('It cannot be read to its end: it seems to be damaged.')
  expect(await whyNot(await aDrawing(400, 59).catch(() => aBomb(400, 59)))).toMatch(/too small/)
  expect(await whyNot(new Uint8Array(4 * 1024 * 1024 + 1))).toMatch(/at most 4 MB/)
  const photo = await aPhoto(400, 300)
  expect(await whyNot(photo.subarray(0, photo.length / 2))).toMatch(/damaged/)
})

test('whatever bytes come, also behind the beginning of a picture, the answer is a picture or why not', async () => {
  const [drawing, photo] = [await aDrawing(300, 200), await aPhoto(200, 100)]
  const webp = await sharp(drawing).webp().toBuffer()
  const broken = fc
    .record({
      of: fc.constantFrom(drawing, photo, webp, Buffer.alloc(0)),
      at: fc.nat(),
      by: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    })
    .map(({ of, at, by }) => {
      const bytes = new Uint8Array(Math.max(of.length, by.length))
      bytes.set(of)
      bytes.set(by, at % (bytes.length - by.length + 1))
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      const { status } = await encodeFigure(bytes)
      expect(['encoded', 'refused']).toContain(status)
    }),
    { numRuns: 60 },
  )
})
