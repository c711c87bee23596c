import { isProse } from '@/lib/papers/text/is-prose'

/** A stretch of text: words, or one formula. `source` is the formula with its delimiters, `tex` without. */
export type Piece = { kind: 'text'; text: string } | Formula
export interface Formula {
  kind: 'math'
  source: string
  tex: string
  display: boolean
}

const CLOSER: Record<string, string> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' }

/**
 * Text cut into words and formulas: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. Dollars that are money, escaped, or without a partner
 * stay in the words (`isProse` tells how). The pieces joined are the text. Linear in its length.
 */
export function splitMath(text: string): Piece[] {
  const pieces: Piece[] = []
  // A closer that was looked for in vain is not looked for again: keeps `\(\(\(…` linear.
  const absent = new Set<string>()
  let wordsFrom = 0
  for (let at = nextSign(text, 0); at < text.length; at = nextSign(text, at)) {
    const found = formulaAt(text, at, absent)
    if (found) {
      if (at > wordsFrom) pieces.push({ kind: 'text', text: text.slice(wordsFrom, at) })
      pieces.push(found)
      at += found.source.length
      wordsFrom = at
    } else {
      at += widthOfToken(text, at)
    }
  }
  if (text.length > wordsFrom) pieces.push({ kind: 'text', text: text.slice(wordsFrom) })
  return pieces
}

/** Where a formula can begin next, or the end. */
function nextSign(text: string, from: number): number {
  const sign = /[$\\]/g
  sign.lastIndex = from
  return sign.exec(text)?.index ?? text.length
}

function formulaAt(text: string, at: number, absent: Set<string>): Formula | null {
  const opener = text.slice(at, at + 2)
  const closer = CLOSER[opener]
  if (closer !== undefined) return delimited(text, at, opener, closer, absent)
  return opener.startsWith('$') ? dollars(text, at) : null
}

function delimited(text: string, at: number, opener: string, closer: string, absent: Set<string>): Formula | null {
  if (absent.has(closer)) return null
  const end = indexOfUnescaped(text, closer, at + 2)
  if (end === -1) absent.add(closer)
  if (end === -1) return null
  const tex = text.slice(at + 2, end)
  if (tex.trim() === '' || (tex.includes('\n\n') && isProse(tex, '', ''))) return null
  return { kind: 'math', source: text.slice(at, end + 2), tex: tex.trim(), display: opener !== '\\(' }
}

function dollars(text: string, at: number): Formula | null {
  const end = indexOfUnescaped(text, '$', at + 1)
  if (end === -1) return null
  const tex = text.slice(at + 1, end)
  if (tex.trim() === '' || tex.includes('\n\n')) return null
  if (isProse(tex, text.slice(Math.max(0, at - 4), at), text.slice(end + 1, end + 4))) return null
  return { kind: 'math', source: text.slice(at, end + 1), tex: tex.trim(), display: false }
}

function indexOfUnescaped(text: string, wanted: string, from: number): number {
  for (let at = from; at < text.length; at += text[at] === '\\' ? 2 : 1) {
    if (text.startsWith(wanted, at)) return at
    // A single dollar never closes in another paragraph, so no search goes further.
    if (wanted === '$' && text.startsWith('\n\n', at)) return -1
  }
  return -1
}

/** How far to go where no formula begins: over an escaped character, or both signs of a `$$` without a partner. */
const widthOfToken = (text: string, at: number) => (text[at] === '\\' || text.startsWith('$$', at) ? 2 : 1)
