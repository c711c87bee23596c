import type { ReaderLinkProps } from './parts'

/** Text parts are set in lines of this many columns; a link stands on a line of its own, however long. */
const COLUMNS = 78
/** Letters as wide as two (UAX #11, wide and fullwidth). */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

/** Words of one paragraph, wrapped; every line begins with `indent`, the first with `first` instead. */
export function wrap(text: string, indent = '', first = indent): string {
  const room = COLUMNS - indent.length
  const lines: string[] = []
  let line = ''
  let width = 0
  for (const word of text.split(' ').flatMap((one) => piecesOf(one, room))) {
    const wordWidth = widthOf(word)
    if (line && width + 1 + wordWidth > room) {
      lines.push(line)
      line = word
      width = wordWidth
    } else {
      width += (line ? 1 : 0) + wordWidth
      line = line ? `${line} ${word}` : word
    }
  }
  return [...lines, line].map((one, index) => (index === 0 ? first : indent) + one).join('\n')
}

/** A word too long for a line, such as a title in Chinese, is broken wherever the line ends. */
function piecesOf(word: string, room: number): string[] {
  if (widthOf(word) <= room || word.includes('://')) return [word]
  const pieces = ['']
  for (const letter of Array.from(word)) {
    const last = pieces.length - 1
    if (widthOf((pieces[last] ?? '') + letter) > room) pieces.push(letter)
    else pieces[last] += letter
  }
  return pieces
}

function widthOf(text: string): number {
  if (!WIDE.test(text)) return text.length
  return Array.from(text).reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0)
}

/** A label and its link below. */
export const linkLine = (label: string, url: string) => `${label}\n${url}`

/** The ways out of a subscription. */
export const readerLinks = ({ manageUrl, pauseUrl, unsubscribeUrl }: ReaderLinkProps) =>
  [linkLine('Settings:', manageUrl), linkLine('Pause:', pauseUrl), linkLine('Unsubscribe:', unsubscribeUrl)].join('\n')

export const RULE = '-'.repeat(COLUMNS)

/** Blocks with an empty line between them; empty ones are left out. */
export const blocks = (...parts: (string | null | undefined | false)[]) => `${parts.filter(Boolean).join('\n\n')}\n`
