import sharp from 'sharp'

/** A drawing, as figures of papers are: lines on nothing. */
export const aDrawing = (width = 1_600, height = 1_000): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: '#0000' } })
    .composite([
      { input: { create: { width: 200, height: 20, channels: 4, background: '#8c2f1b' } }, left: 20, top: 20 },
      { input: { create: { width: 20, height: 100, channels: 4, background: '#1d4f8c' } }, left: 60, top: 20 },
    ])
    .png()
    .toBuffer()

/** As a camera makes it, turned, with what it writes into it. */
export const aPhoto = (width = 1_500, height = 1_000): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
    .jpeg({ quality: 70 })
    .withMetadata({ orientation: 6, exif: { IFD0: { Artist: 'Somebody secret' } } })
    .toBuffer()
