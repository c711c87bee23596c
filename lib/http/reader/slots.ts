import { type Choice, choose, type LiveNumber, type Marks, NOBODY, numberText, type Part } from '../marked-document'

/** A short stretch of a page that one reader gets otherwise than another, always of the same length: padded with spaces. */
export type Slot =
  | { mark: string; no: string; yes: string; bytes: number }
  | { number: LiveNumber; no: string; bytes: number }
  /** A whole spot whose variants cannot be laid over one another: with numbers or spots of its own. */
  | { spot: Choice; no: string; bytes: number }

/** A page for readers: what is the same for all of them, and slots. */
export type Piece = string | Slot

/** Digits that a number may grow by before the page is put together the slow way. */
const ROOM_TO_GROW = 2

/** Ends of tags, beginnings of attributes: where variants are compared, and where a space more means nothing. */
const SEAMS = /(?= [a-z-]+=")|(?=\/?>)|(?<=>)|(?=<)/

/** Somebody who is signed in, of whom nothing else holds. */
const A_READER: Marks = { held: new Set(['reader']), numbers: new Map() }

/** The page of a signed-in reader in pieces. Of a spot only what differs between its variants becomes a slot: the end of an attribute, a word. */
export function piecesFor(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = []
  for (const part of parts) {
    if (typeof part === 'string') pieces.push(part)
    else if ('of' in part) pieces.push(numberSlot(part))
    else if (part.mark === 'reader') pieces.push(...piecesFor(part.yes))
    else pieces.push(...(differing(part) ?? [spotSlot(part)]))
  }
  return merged(pieces)
}

/** The bytes that stand in a slot. */
export const padded = (text: string, bytes: number): string => text + ' '.repeat(bytes - Buffer.byteLength(text))

type Token = string | LiveNumber

function differing({ mark, no, yes }: Choice): Piece[] | null {
  const [left, right] = [tokensOf(no), tokensOf(yes)]
  if (!left || !right) return null
  const isAligned = left.length === right.length && left.every((token, at) => mayStandFor(token, right[at]))
  if (isAligned) return left.flatMap((token, at) => piecesOf(mark, token, right[at] ?? ''))
  return isText(left) && isText(right) ? [choiceSlot(mark, left.join(''), right.join(''))] : null
}

const isText = (tokens: Token[]): tokens is string[] => tokens.every((token) => typeof token === 'string')

function tokensOf(parts: readonly Part[]): Token[] | null {
  if (parts.some((part) => typeof part !== 'string' && 'mark' in part)) return null
  return parts.flatMap((part): Token[] => (typeof part === 'string' ? part.split(SEAMS) : 'of' in part ? [part] : []))
}

function mayStandFor(token: Token, other: Token | undefined): boolean {
  if (typeof token === 'string') return typeof other === 'string'
  return typeof other === 'object' && token.of === other.of && token.words?.join() === other.words?.join()
}

function piecesOf(mark: string, token: Token, other: Token): Piece[] {
  if (typeof token !== 'string' || typeof other !== 'string') return [numberSlot(token as LiveNumber)]
  if (token === other) return [token]
  const same = sameBeginning(token, other)
  return [token.slice(0, same), choiceSlot(mark, token.slice(same), other.slice(same))]
}

/** How many signs both begin with. What ends alike stays: spaces mean nothing only behind an attribute, not within it. */
function sameBeginning(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  // Two halves of one sign are not parted.
  return /[\ud800-\udbff]/.test(one[length - 1] ?? '') ? length - 1 : length
}

function choiceSlot(mark: string, no: string, yes: string): Slot {
  return { mark, no, yes, bytes: Math.max(Buffer.byteLength(no), Buffer.byteLength(yes)) }
}

function spotSlot(spot: Choice): Slot {
  return { spot, no: choose([spot], A_READER), bytes: widest([spot]) }
}

/** The most bytes that these take for any reader whose numbers have room. */
function widest(parts: readonly Part[]): number {
  let bytes = 0
  for (const part of parts) {
    if (typeof part === 'string') bytes += Buffer.byteLength(part)
    else bytes += 'of' in part ? numberSlot(part).bytes : Math.max(widest(part.no), widest(part.yes))
  }
  return bytes
}

function numberSlot(number: LiveNumber): Slot {
  const no = numberText(number, NOBODY)
  const room = number.words
    ? number.words.map((word) => Buffer.byteLength(word))
    : [Buffer.byteLength(no) + ROOM_TO_GROW]
  return { number, no, bytes: Math.max(Buffer.byteLength(no), ...room) }
}

/** Texts that stand side by side are one. */
function merged(pieces: Piece[]): Piece[] {
  const whole: Piece[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (piece === '') continue
    if (typeof piece === 'string' && typeof last === 'string') whole[whole.length - 1] = last + piece
    else whole.push(piece)
  }
  return whole
}
