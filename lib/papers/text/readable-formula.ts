import {
  ALPHABET_OF,
  COMBINING,
  DELIMITED,
  ESCAPED,
  FENCES,
  FRACTIONS,
  RELATION_OF,
  ROOTS,
  SILENT,
  SPACES,
  SYMBOL_OF,
  UNWRAPPED,
  UPRIGHT,
} from '@/lib/papers/text/readable-commands'
import { inAlphabet } from '@/lib/papers/text/unicode-alphabets'
import { lowered, raised } from '@/lib/papers/text/unicode-scripts'

/** Stands where two words must not grow together; becomes a space between letters or digits, else nothing. */
const EDGE = '\ue000'

/** Longer formulas, and those laid out in rows, read better as source. */
const MAX_CHARS = 1000
const LAID_OUT = /\\begin(?![A-Za-z])|\\\\|(?<!\\)&/

/** Where the reader stands. Formulas are short, so recursion is bounded by `MAX_CHARS`. */
interface Scan {
  tex: string
  at: number
}

/** A formula's TeX (without its delimiters) in Unicode: `x_i^2 \leq \alpha` is `xᵢ² ≤ α`. What has no sure form stays TeX. */
export function readableFormula(tex: string): string {
  if (tex.length > MAX_CHARS || LAID_OUT.test(tex)) return tex
  const scan: Scan = { tex, at: 0 }
  let text = ''
  while (scan.at < tex.length) {
    text += readRow(scan)
    // A closing brace without an opening one.
    scan.at += 1
  }
  const readable = tidy(text)
  return readable.length > 2 * tex.length + 16 ? tex : readable
}

/** Everything up to a closing brace or the end. */
function readRow(scan: Scan): string {
  let row = ''
  while (scan.at < scan.tex.length && scan.tex[scan.at] !== '}') row += readAtom(scan)
  return row
}

function readAtom(scan: Scan): string {
  const character = nextCharacter(scan)
  if (character === '{') return readGroup(scan)
  if (character === '\\') return readCommand(scan)
  if (character === '^') return raised(compact(readArgument(scan)))
  if (character === '_') return lowered(compact(readArgument(scan))) + EDGE
  if (character === '-') return '−'
  return character === '~' ? ' ' : character
}

/** What follows the opening brace, through the closing one. */
function readGroup(scan: Scan): string {
  const row = readRow(scan)
  scan.at += 1
  return row
}

/** A group, a command with its own arguments, or one character. */
function readArgument(scan: Scan): string {
  skipSpace(scan)
  if (scan.at >= scan.tex.length || scan.tex[scan.at] === '}') return ''
  return readAtom(scan).trim()
}

function readCommand(scan: Scan): string {
  const name = /^[A-Za-z]+/.exec(scan.tex.slice(scan.at, scan.at + 30))?.[0] ?? ''
  if (name === '') return readEscape(nextCharacter(scan))
  scan.at += name.length
  skipSpace(scan)
  const symbol = SYMBOL_OF.get(name)
  if (symbol !== undefined) return symbol
  const relation = RELATION_OF.get(name)
  if (relation !== undefined) return ` ${relation} `
  if (UPRIGHT.has(name)) return `${EDGE}${name.replace('bmod', 'mod')}${EDGE}`
  if (SPACES.has(name)) return ' '
  if (SILENT.has(name)) return readDelimiter(scan, name)
  return readStructure(scan, name)
}

const readEscape = (character: string) => ESCAPED[character] ?? character

/** `\left.` stands for nothing. */
function readDelimiter(scan: Scan, name: string): string {
  if (DELIMITED.has(name) && scan.tex[scan.at] === '.') scan.at += 1
  return ''
}

function readStructure(scan: Scan, name: string): string {
  if (UNWRAPPED.has(name)) return readWords(scan, name)
  if (FRACTIONS.has(name)) return readFraction(scan)
  if (name === 'sqrt') return readRoot(scan)
  if (name === 'not') return ` ${readArgument(scan)}\u0338 `
  if (name === 'binom') return `(${readArgument(scan)} choose ${readArgument(scan)})`
  if (name === 'pmod') return ` (mod ${readArgument(scan)})`
  const fences = FENCES.get(name)
  if (fences) return `${fences[0]}${readArgument(scan)}${fences[1]}`
  const mark = COMBINING.get(name)
  if (mark !== undefined) return readMarked(scan, name, mark)
  const alphabet = ALPHABET_OF.get(name)
  if (alphabet !== undefined) return readLetters(scan, alphabet)
  return readUnknown(scan, name)
}

/** The command as it stands, its arguments made readable. */
function readUnknown(scan: Scan, name: string): string {
  let text = `\\${name}${EDGE}`
  while (scan.tex[scan.at] === '{') text += `{${readArgument(scan)}}`
  return text
}

/** Words keep their hyphens; only formulas have minus signs. */
function readWords(scan: Scan, name: string): string {
  if (scan.tex[scan.at] === '*') scan.at += 1
  const isGroup = scan.tex[scan.at] === '{'
  if (isGroup) scan.at += 1
  const content = isGroup ? readGroup(scan) : readArgument(scan)
  const text = content.replace(/(?<=\p{L})−|−(?=\p{L})/gu, '-')
  return name === 'operatorname' ? `${EDGE}${text}${EDGE}` : text
}

function readFraction(scan: Scan): string {
  const above = compact(readArgument(scan))
  const below = compact(readArgument(scan))
  const isProduct = /^[\p{L}\p{N}\p{M}\p{No}.()⁺⁻]+$/u.test(above)
  return `${EDGE}${isProduct ? above : `(${above})`}/${isOneFactor(below) ? below : `(${below})`}${EDGE}`
}

function readRoot(scan: Scan): string {
  const degree = /^\[([^[\]{}\\]{0,10})\]/.exec(scan.tex.slice(scan.at, scan.at + 12))
  scan.at += degree?.[0].length ?? 0
  const order = (degree?.[1] ?? '').trim()
  const radicand = readArgument(scan)
  return `${ROOTS[order] ?? `${raised(order)}√`}${isOneFactor(radicand) ? radicand : `(${radicand})`}`
}

/** Longer runs are names, and better read in plain letters. */
function readLetters(scan: Scan, alphabet: string): string {
  const letters = readArgument(scan)
  return Array.from(letters).length <= 3 ? inAlphabet(alphabet, letters) : letters
}

/** A combining mark sits on one letter; over more, the command says what was meant. */
function readMarked(scan: Scan, name: string, mark: string): string {
  const base = readArgument(scan)
  return /^\p{L}\p{M}*$/u.test(base) ? base + mark : `\\${name}{${base}}`
}

const isOneFactor = (text: string) => /^(?:\d+(?:\.\d+)?|\p{L}[\p{M}\p{Lm}\p{No}]*|[\p{Sm}\p{So}])$/u.test(text)

/** Without spaces but those between words, for small places. */
const compact = (text: string) => settleEdges(text).replace(/ +(?!\p{L})|(?<!\p{L}) +/gu, '')

const settleEdges = (text: string) =>
  text.replace(/(?<=[\p{Lu}\p{Ll}\p{Lo}\p{Nd}])\ue000+(?=[\p{Lu}\p{Ll}\p{Lo}\p{Nd}])/gu, ' ').replaceAll(EDGE, '')

function tidy(text: string): string {
  return settleEdges(text)
    .replace(/'{3}/g, '‴')
    .replace(/''/g, '″')
    .replace(/'/g, '′')
    .replace(/\s+/g, ' ')
    .replace(/(^|[([{,=<>] ?) ([±∓∼≈×]) /g, '$1$2')
    .trim()
    .replace(/^([±∓∼≈×]) (?=\S)/, '$1')
    .replace(/ ([×±])$/, '$1')
    .normalize('NFC')
}

function nextCharacter(scan: Scan): string {
  const code = scan.tex.codePointAt(scan.at)
  const character = code === undefined ? '' : String.fromCodePoint(code)
  scan.at += character.length
  return character
}

function skipSpace(scan: Scan): void {
  while (scan.tex[scan.at] === ' ') scan.at += 1
}
