import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import type { FigureFile } from '../../papers/figures'

/** What may be handed in. */
export const MAX_FIGURE_BYTES = 4 * 1024 * 1024
/** As much as a camera makes; some 100 MB while it is decoded. Told by the header, before anything is decoded. */
const MAX_PIXELS = 16_000_000
const MIN_SIDE = 60
const TYPES: ReadonlySet<string | undefined> = new Set(['png', 'jpeg', 'webp'])
const DECODE_SECONDS = 10
const NO_PICTURE = 'It takes a picture as PNG, JPEG or WebP.'

/** Sides at most, in pixels: what a page shows, and twice what a list and a mail show. And what each may weigh, as far as quality can make it so. */
const WIDE = { width: 1_280, height: 960, maxBytes: 400_000 }
const SMALL = { width: 480, height: 360, maxBytes: 50_000 }
const QUALITIES = [84, 70, 50, 30]

export interface EncodedFile extends FigureFile {
  bytes: Uint8Array<ArrayBuffer>
}

export type FigureEncoding =
  | { status: 'encoded'; small: EncodedFile; wide: EncodedFile }
  /** With what to do about it. */
  | { status: 'refused'; why: string }

// Of all that libvips can read, these three decoders are all that a stranger's bytes may reach.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

let last: Promise<unknown> = Promise.resolve()

/**
 * A picture made anew from what somebody handed in: decoded, turned upright, on white, in two sizes, as PNG or JPEG, whichever is smaller. Nothing of the
 * file itself is kept, so neither what a camera wrote into it nor what hides behind its end. The same bytes give the same picture.
 * Of a moving one the first frame is taken. One after the other, since each may take 100 MB.
 */
export function encodeFigure(bytes: Uint8Array): Promise<FigureEncoding> {
  const turn = last.then(() => encode(bytes))
  last = turn.catch(() => {})
  return turn
}

async function encode(bytes: Uint8Array): Promise<FigureEncoding> {
  if (bytes.byteLength > MAX_FIGURE_BYTES) return refused('It takes a picture of at most 4 MB.')
  if (bytes.byteLength === 0) return refused(NO_PICTURE)
  const source = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
  const head = await source.metadata().catch(() => null)
  if (!head || !TYPES.has(head.format)) return refused(NO_PICTURE)
  const { width, height } = head
  if (width * height > MAX_PIXELS) return refused('It has too many pixels: at most 16 million are taken.')
  if (Math.min(width, height) < MIN_SIDE) return refused(`It is too small: ${MIN_SIDE} pixels a side are the least.`)
  const wide = await pixelsOf(source.autoOrient(), WIDE).catch(() => null)
  if (!wide) return refused('It cannot be read to its end: it seems to be damaged.')
  const small = await pixelsOf(sharp(wide.data, { raw: wide.info }), SMALL)
  return { status: 'encoded', small: await fileOf(small, SMALL.maxBytes), wide: await fileOf(wide, WIDE.maxBytes) }
}

const refused = (why: string): FigureEncoding => ({ status: 'refused', why })

interface Pixels {
  data: Buffer
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 }
}

/** Three bytes a pixel, at most as large as asked. */
const pixelsOf = (source: Sharp, { width, height }: { width: number; height: number }): Promise<Pixels> =>
  source
    .resize({ width, height, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .timeout({ seconds: DECODE_SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true })

async function fileOf(pixels: Pixels, maxBytes: number): Promise<EncodedFile> {
  const { width, height } = pixels.info
  const drawn = await of(pixels).png({ compressionLevel: 9 }).toBuffer()
  let photo = drawn
  for (const quality of QUALITIES) {
    photo = await of(pixels).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
    if (photo.length <= maxBytes) break
  }
  const isDrawn = drawn.length <= Math.min(photo.length, maxBytes)
  const bytes = new Uint8Array(isDrawn ? drawn : photo)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { file: `${hash}.${isDrawn ? 'png' : 'jpg'}`, width, height, bytes }
}

const of = ({ data, info }: Pixels) => sharp(data, { raw: info })
