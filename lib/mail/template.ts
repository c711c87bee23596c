import { encode, wrap } from 'nodemailer/lib/qp'
import { parseTemplate, type Template } from '../template'

/** RFC 2045, 6.7: a line holds 76 characters; one is kept for its soft break, two for a dot at its beginning, which has to be encoded. */
const LINE = 73

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
 * values encoded by `encodeValue` can stand one behind the other in whatever number, and every line is short enough. None begins with a
 * dot, so that nothing is to be done to it on the wire.
 */
export const encodeTemplate = ({ pieces, slots }: Template): Template => ({ pieces: pieces.map(encodePiece), slots })

/** A slot's value for a template that `encodeTemplate` made. */
export const encodeValue = (value: string): string => encodePiece(value)

function encodePiece(text: string): string {
  if (text === '') return ''
  const encoded = NEEDS_NO_CODE.test(text) ? broken(text) : wrap(encode(text.replace(/\r\n?|\n/g, '\r\n')), LINE)
  const lines = BEGINS_WITH_DOT.test(encoded) ? encoded.replace(/^\./gm, '=2E') : encoded
  return lines.endsWith('\n') ? lines : `${lines}=\r\n`
}

const BEGINS_WITH_DOT = /(?:^|\n)\./

/** Both parts of something, as text and as it stands in a message. */
export interface Parts<T> {
  html: T
  text: T
}

export const templatesOf = ({ html, text }: Parts<string>): Parts<Template> => ({
  html: parseTemplate(html),
  text: parseTemplate(text),
})

export const encodedParts = ({ html, text }: Parts<Template>): Parts<Template> => ({
  html: encodeTemplate(html),
  text: encodeTemplate(text),
})

/** A text of a message in pieces: ASCII, of which what many mails share is octets already. */
export type Chunks = readonly (string | Buffer)[]

/** A template that is ready to be sent: nothing of what stands between its slots is made again. */
export interface ReadyTemplate {
  readonly pieces: readonly Buffer[]
  /** For each slot, which of the values stands there. */
  readonly slots: readonly number[]
}

/** Of an encoded template. @param names of the values, in the order in which they will be given */
export const readyTemplate = ({ pieces, slots }: Template, names: readonly string[]): ReadyTemplate => ({
  pieces: pieces.map((piece) => Buffer.from(piece, 'latin1')),
  slots: slots.map((name) => names.indexOf(name)),
})

/** What `fillTemplate` gives, in pieces. @param values encoded; where there is none, nothing stands */
export function fillReady({ pieces, slots }: ReadyTemplate, values: readonly string[]): Chunks {
  const chunks: (string | Buffer)[] = []
  for (let at = 0; at < slots.length; at++) chunks.push(pieces[at] ?? '', values[slots[at] ?? -1] ?? '')
  chunks.push(pieces[slots.length] ?? '')
  return chunks
}

/** The octets of these, one behind the other: one copy, and no text in between. */
export function joinChunks(chunks: Chunks): Buffer {
  let length = 0
  for (const chunk of chunks) length += chunk.length
  const octets = Buffer.allocUnsafe(length)
  let at = 0
  for (const chunk of chunks)
    if (typeof chunk === 'string') at += octets.write(chunk, at, 'latin1')
    else {
      octets.set(chunk, at)
      at += chunk.length
    }
  return octets
}

/** Links, which most values are, need no look at each of their bytes. */
const NEEDS_NO_CODE = /^[!-<>-~]+$/

function broken(text: string): string {
  let lines = text.slice(0, LINE)
  for (let at = LINE; at < text.length; at += LINE) lines += `=\r\n${text.slice(at, at + LINE)}`
  return lines
}
