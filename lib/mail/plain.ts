/** Controls, halves of surrogate pairs, and what turns the direction of text around: none belongs in a mail. */
const UNWANTED = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu

/** What `plain` changes: most texts were made plain before. */
const NEEDS_WORK = new RegExp(`[^\\S ]| {2}|^ | $|${UNWANTED.source}`, 'u')

/**
 * Text from papers and people → one line that can stand in any part of a mail: white space folded, no control, no
 * direction override. The one door for text into mails: what the renderer puts in between (its slots) cannot be forged.
 */
export function plain(text: string): string {
  if (!NEEDS_WORK.test(text)) return text
  return text.replace(/\s+/g, ' ').replace(UNWANTED, '').trim()
}

/** At most `max` characters (code points) of it, cut at a word, with an ellipsis where something was taken. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const points = Array.from(text)
  if (points.length <= max) return text
  const cut = points.slice(0, max - 1).join('')
  const word = cut.lastIndexOf(' ')
  // A "word" longer than half of the room is cut where it stands.
  return `${word > max / 2 ? cut.slice(0, word) : cut}…`
}
