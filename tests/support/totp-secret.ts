/** The secret as a person would type it off the page into an app. */
export function secretOn(html: string): Buffer {
  const [, typed = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(html) ?? []
  const bits = typed
    .replaceAll(' ', '')
    .split('')
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
