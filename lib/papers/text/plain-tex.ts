import { type Read, readAccent, readLetter } from '@/lib/papers/text/accents'
import { matchBraces } from '@/lib/papers/text/match-braces'
import {
  ARGUMENT_MACROS,
  CITATIONS,
  DROPPED_WITH_ARGUMENT,
  ESCAPES,
  SWITCHES,
  TEXT_SYMBOLS,
} from '@/lib/papers/text/tex-commands'

/** The source, and what is known of its braces. */
interface Scan {
  source: string
  /** Index of each brace's partner. */
  partner: Map<number, number>
  /** Closing braces whose opening one was not written. */
  silent: Set<number>
}

/**
 * Words without TeX: accents, letters and symbols as Unicode, formatting macros unwrapped, escapes resolved. `\$` stays as
 * it is, and so does every command that is not known. Takes words only: formulas are cut out before. Linear.
 */
export function plainTex(source: string): string {
  if (!source.includes('\\')) return source
  const scan: Scan = { source, partner: matchBraces(source), silent: new Set() }
  const out: string[] = []
  for (let at = 0; at < source.length; ) {
    const { text, end } = read(scan, at)
    out.push(text)
    at = end
  }
  return out.join('')
}

function read(scan: Scan, at: number): Read {
  const character = scan.source[at] ?? ''
  if (character === '\\') return readCommand(scan, at)
  if (character === '{' && startsWithSwitch(scan, at)) return unwrap(scan, at)
  return { text: scan.silent.has(at) ? '' : character, end: at + 1 }
}

function readCommand(scan: Scan, at: number): Read {
  const { source } = scan
  const special = readAccent(source, at) ?? readLetter(source, at)
  if (special) return special
  const name = nameAt(source, at)
  if (name !== '') return readNamed(scan, name, at + 1 + name.length)
  return { text: ESCAPES[source[at + 1] ?? ''] ?? source.slice(at, at + 2), end: at + 2 }
}

/** @param end just behind the command's name */
function readNamed(scan: Scan, name: string, end: number): Read {
  const { source, partner } = scan
  const symbol = TEXT_SYMBOLS.get(name)
  if (symbol !== undefined) return { text: symbol, end: source.startsWith('{}', end) ? end + 2 : end }
  if (SWITCHES.has(name)) return { text: '', end: skipSpace(source, end) }
  const unknown = { text: `\\${name}`, end }
  const open = argumentAt(source, end)
  const close = source[open] === '{' ? partner.get(open) : undefined
  if (close === undefined) return unknown
  if (ARGUMENT_MACROS.has(name)) return unwrap(scan, open)
  if (DROPPED_WITH_ARGUMENT.has(name)) return { text: '', end: close + 1 }
  if (CITATIONS.has(name)) return { text: `[${source.slice(open + 1, close)}]`, end: close + 1 }
  if (name === 'href' && source[close + 1] === '{' && partner.has(close + 1)) return unwrap(scan, close + 1)
  return unknown
}

/** Goes on behind the opening brace; neither it nor its partner is written. */
function unwrap({ partner, silent }: Scan, open: number): Read {
  silent.add(partner.get(open) ?? -1)
  return { text: '', end: open + 1 }
}

function startsWithSwitch({ source, partner }: Scan, at: number): boolean {
  return partner.has(at) && source[at + 1] === '\\' && SWITCHES.has(nameAt(source, at + 1))
}

/** Where the argument's brace stands: behind one space or an optional argument in brackets. */
function argumentAt(source: string, end: number): number {
  const optional = source[end] === '[' ? /^\[[^[\]{}]{0,80}\]/.exec(source.slice(end, end + 82)) : null
  return skipSpace(source, end + (optional?.[0].length ?? 0))
}

const skipSpace = (source: string, at: number) => (source[at] === ' ' ? at + 1 : at)

const nameAt = (source: string, at: number) => /^[A-Za-z]{1,24}/.exec(source.slice(at + 1, at + 25))?.[0] ?? ''
