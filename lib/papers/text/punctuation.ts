const SPACE_BETWEEN_WORDS = /(?<=[\p{L}\p{N}.,;:)\]’'\u{f0000}-\u{ffffd}])~+(?=[\p{L}\p{N}[("“\\\u{f0000}-\u{ffffd}])/gu

/** Where none of these stands, nothing is spelled as TeX does. */
const SPELLED = /--|``|''|~/

/**
 * TeX's spellings of punctuation as Unicode: `--`, `---`, ``…'', `…', and `~` where it ties two words ("about ~10" keeps it,
 * and so do addresses and `--options`). Then drops braces that only protect capitals: `{DNA}`.
 */
export function punctuate(text: string): string {
  const spelled = SPELLED.test(text) ? text.replace(/\S+/g, spellWord) : text
  return unbrace(spelled.includes('`') ? spelled.replace(QUOTED, '‘$1’') : spelled)
}

const QUOTED = /(?<![`\w])`([^\s`'][^`']{0,80})'(?!['\p{L}])/gu

const spellWord = (word: string) => (SPELLED.test(word) && !word.includes('://') ? spell(word) : word)

function spell(word: string): string {
  const dashed = /^[([]?--\p{L}/u.test(word) ? word : dashes(word)
  return dashed
    .replace(/(?<!`)``(?!`)/g, '“')
    .replace(/(?<!')''(?!')/g, '”')
    .replace(SPACE_BETWEEN_WORDS, ' ')
}

const dashes = (word: string) => word.replace(/-{2,}/g, (run) => ({ 2: '–', 3: '—' })[run.length] ?? run)

const SIMPLE = /[\p{L}\p{M}\p{N} .:'’&+\-–\u{f0000}-\u{ffffd}]/u
const STARTS_WORD = /[\p{L}\u{f0000}-\u{ffffd}]/u

/** Without the braces around words and around nothing; those of a command, a script, or a set stay. One pass, linear. */
function unbrace(text: string): string {
  if (!text.includes('{')) return text
  const out: string[] = []
  const open: { at: number; wordsOnly: boolean }[] = []
  for (const character of text) {
    const group = open.at(-1)
    if (character === '{') {
      open.push({ at: out.length, wordsOnly: !isArgument(out) })
      out.push(character)
    } else if (character === '}' && group) {
      open.pop()
      const content = out[group.at + 1]
      const drop = group.wordsOnly && (content === undefined || STARTS_WORD.test(content))
      if (drop) out[group.at] = ''
      else out.push(character)
      const outer = open.at(-1)
      if (outer && !drop) outer.wordsOnly = false
    } else {
      if (group && !SIMPLE.test(character)) group.wordsOnly = false
      out.push(character)
    }
  }
  return out.join('')
}

/** Whether a brace that comes now belongs to what stands before it: `\name{`, `^{`, `_{`, `}{`. */
function isArgument(out: string[]): boolean {
  let at = out.length - 1
  if (/^[\^_}\]]$/.test(out[at] ?? '')) return true
  while (at >= 0 && out.length - at <= 25 && /^[A-Za-z]$/.test(out[at] ?? '')) at -= 1
  return out[at] === '\\'
}
