/** Text parts are set in lines of this many characters; a link stands on a line of its own, however long. */
const COLUMNS = 78

/** Words of one paragraph, wrapped; every line begins with `indent`, the first with `first` instead. */
export function wrap(text: string, indent = '', first = indent): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > COLUMNS) {
      lines.push(line)
      line = word
    } else {
      line = line ? `${line} ${word}` : word
    }
  }
  return [...lines, line].map((one, index) => (index === 0 ? first : indent) + one).join('\n')
}

/** A label and its link below. */
export const linkLine = (label: string, url: string) => `${label}\n${url}`

export const RULE = '-'.repeat(COLUMNS)

/** Blocks with an empty line between them; empty ones are left out. */
export const blocks = (...parts: (string | null | undefined | false)[]) => `${parts.filter(Boolean).join('\n\n')}\n`
