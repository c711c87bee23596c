import { encode, wrap } from 'nodemailer/lib/qp'
import type { Template } from '../template'

/** RFC 2045, 6.7: characters of a line without its soft break. */
const LINE = 75

/** The template with places filled by other templates, whose own places stay open; undefined leaves one as it is. */
export function embed({ pieces, slots }: Template, valueFor: (slot: string) => Template | undefined): Template {
  const stays = (name: string): Template => ({ pieces: ['', ''], slots: [name] })
  const parts = slots.flatMap((name, at) => [valueFor(name) ?? stays(name), fixed(pieces[at + 1] ?? '')])
  return oneAfterAnother([fixed(pieces[0] ?? ''), ...parts])
}

/** Templates as one. */
export function oneAfterAnother(templates: readonly Template[], between = ''): Template {
  const pieces = ['']
  for (const [nth, template] of templates.entries()) {
    const [first = '', ...others] = template.pieces
    pieces.push(pieces.pop() + (nth > 0 ? between : '') + first, ...others)
  }
  return { pieces: pieces.map(flat), slots: templates.flatMap(({ slots }) => slots) }
}

const fixed = (text: string): Template => ({ pieces: [text], slots: [] })

/** A text in one piece: V8 keeps a sum as its parts, and would walk through them again for each mail. */
const flat = (text: string) => Buffer.from(text).toString()

/**
 * The same template in quoted-printable (RFC 2045, 6.7). Each piece ends its line with a soft break, so that pieces and
 * values encoded by `encodeValue` can stand one behind the other in whatever number, and every line is short enough.
 */
export const encodeTemplate = ({ pieces, slots }: Template): Template => ({ pieces: pieces.map(encodePiece), slots })

/** A slot's value for a template that `encodeTemplate` made. */
export const encodeValue = (value: string): string => encodePiece(value)

function encodePiece(text: string): string {
  if (text === '') return ''
  const encoded = NEEDS_NO_CODE.test(text) ? broken(text) : wrap(encode(text.replace(/\r?\n/g, '\r\n')), LINE + 1)
  return encoded.endsWith('\n') ? encoded : `${encoded}=\r\n`
}

/** A text of a message in pieces: ASCII, of which what many mails share is octets already. */
export type Chunks = readonly (string | Buffer)[]

/** A template that is ready to be sent: nothing of what stands between its slots is made again. */
export interface ReadyTemplate {
  readonly pieces: readonly Buffer[]
  readonly slots: readonly string[]
}

/** Of an encoded template. */
export const readyTemplate = ({ pieces, slots }: Template): ReadyTemplate => ({
  pieces: pieces.map((piece) => Buffer.from(piece, 'latin1')),
  slots,
})

/** What `fillTemplate` gives, in pieces. */
export const fillReady = ({ pieces, slots }: ReadyTemplate, valueFor: (slot: string) => string): Chunks =>
  pieces.flatMap((piece, at) => (at === 0 ? [piece] : [valueFor(slots[at - 1] ?? ''), piece]))

/** The octets of these, one behind the other: one copy, and no text in between. */
export function joinChunks(chunks: Chunks): Buffer {
  const octets = Buffer.allocUnsafe(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks)
    at += typeof chunk === 'string' ? octets.write(chunk, at, 'latin1') : chunk.copy(octets, at)
  return octets
}

/** Links, which most values are, need no look at each of their bytes. */
const NEEDS_NO_CODE = /^[!-<>-~]+$/

function broken(text: string): string {
  let lines = text.slice(0, LINE)
  for (let at = LINE; at < text.length; at += LINE) lines += `=\r\n${text.slice(at, at + LINE)}`
  return lines
}
