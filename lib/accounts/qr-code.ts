import qrcode from 'qrcode'

/** A QR code as one SVG path on a grid of `size` squares, without its quiet zone. */
export interface QrCode {
  size: number
  path: string
}

/** The QR code of a text, for an inline SVG: attributes only, since the page's policy forbids inline style. */
export function qrCodeOf(text: string): QrCode {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  const squares = Array.from({ length: size * size }, (_, index) => index).filter((index) => data[index])
  return { size, path: squares.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('') }
}
