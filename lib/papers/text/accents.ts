/** TeX's accent commands and the combining marks they set. */
const MARKS: Record<string, string> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
  h: '\u0309',
  G: '\u030f',
}

/** TeX's commands for letters; a space behind one ends the command and is not shown. */
const LETTERS: Record<string, string> = {
  ss: 'ß',
  SS: 'ẞ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  aa: 'å',
  AA: 'Å',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
}

/** `\"` also quotes: `\"Hello\"`. Only on these letters is it an accent. */
const TAKES_DIAERESIS = /^[aeiouyAEIOUYıȷ\p{M}\u00c0-\u024f]/u
const MAX_NESTING = 3
const DOTLESS: Record<string, string> = { ı: 'i', ȷ: 'j' }

export interface Read {
  text: string
  end: number
}

/**
 * The accented letter that the command at `at` (a backslash) makes, in NFC, and where it ends; null when none begins there.
 * Takes `\'e`, `\'{e}`, `\' {e}`, `\c c`, `\'\i`, `\'{\i}`, `\r{\aa}`, and accents on accents.
 */
export function readAccent(source: string, at: number, nesting = 0): Read | null {
  const command = source[at + 1] ?? ''
  const mark = MARKS[command]
  if (mark === undefined || nesting > MAX_NESTING) return null
  const named = /[A-Za-z]/.test(command)
  if (named && /[A-Za-z]/.test(source[at + 2] ?? '')) return null
  const base = readBase(source, at + 2, nesting)
  if (!base || (command === '"' && !TAKES_DIAERESIS.test(base.text))) return null
  const text = accented(base.text, mark)
  // A rare pair is believed only when braces say that it is meant.
  return Array.from(text).length === 1 || source[base.end - 1] === '}' ? { text, end: base.end } : null
}

/** The letter an accent sits on: bare, in braces, a command's, or itself accented. */
function readBase(source: string, from: number, nesting: number): Read | null {
  const at = source[from] === ' ' ? from + 1 : from
  if (source[at] === '{' && nesting <= MAX_NESTING) {
    const inner = readBase(source, at + 1, nesting + 1)
    if (!inner) return null
    const end = source[inner.end] === ' ' ? inner.end + 1 : inner.end
    return source[end] === '}' ? { text: inner.text, end: end + 1 } : null
  }
  if (source[at] === '\\') return readLetter(source, at) ?? readAccent(source, at, nesting + 1)
  const letter = String.fromCodePoint(source.codePointAt(at) ?? 0)
  return /^\p{L}$/u.test(letter) ? { text: letter, end: at + letter.length } : null
}

/** The letter that a command such as `\o` names, with the space or empty group that ends it; `5 \AA wide` keeps its space. */
export function readLetter(source: string, at: number): Read | null {
  const name = /^\\([A-Za-z]{1,2})(?![A-Za-z])/.exec(source.slice(at, at + 4))?.[1]
  const text = name === undefined ? undefined : LETTERS[name]
  if (name === undefined || text === undefined) return null
  const end = at + 1 + name.length
  if (source.startsWith('{}', end)) return { text, end: end + 2 }
  const isUnit = name === 'AA' && /\d[ ~]?$/.test(source.slice(Math.max(0, at - 2), at))
  return { text, end: source[end] === ' ' && !isUnit ? end + 1 : end }
}

function accented(base: string, mark: string): string {
  const above = !['\u0327', '\u0328', '\u0323', '\u0331'].includes(mark)
  const dotted = above ? (DOTLESS[base] ?? base) : base
  if (dotted === 'i' && mark === '\u0307') return 'i'
  const straight = (dotted + mark).normalize('NFC')
  const [letter = '', ...others] = dotted.normalize('NFD')
  // Vietnamese stacks in either order: \'{\^e} and \^{\'e} are both ế.
  const swapped = (letter + mark + others.join('')).normalize('NFC')
  return Array.from(swapped).length < Array.from(straight).length ? swapped : straight
}
