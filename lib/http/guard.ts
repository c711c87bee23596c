import type { IncomingHttpHeaders } from 'node:http'
import { isOneClickUnsubscribe } from './one-click'
import type { Refusal } from './refusal'
import { uploadBytesOf } from './uploads'

export const MAX_URL_LENGTH = 4 * 1024
export const MAX_HEADER_BYTES = 16 * 1024
/** A comment of five thousand letters of any script, urlencoded, and room to give a longer one back to whoever typed it. */
export const MAX_BODY_BYTES = 64 * 1024

const METHODS = ['GET', 'HEAD', 'POST', 'OPTIONS']

export interface RequestLine {
  method: string
  /** As it stands in the request line. */
  url: string
  headers: IncomingHttpHeaders
}

/** What is wrong with a request before anything looks at what it wants; null: let it in. */
export function judgeRequest({ method, url, headers }: RequestLine): Refusal | null {
  if (!METHODS.includes(method)) return methodNotAllowed
  if (url.length > MAX_URL_LENGTH) return tooLongAddress
  if (!isOriginForm(url)) return malformedAddress
  if (/\bwebsocket\b/i.test(headers.upgrade ?? '')) return noUpgrade
  const uploadBytes = uploadBytesOf(method, url)
  if (Number(headers['content-length'] ?? 0) > (uploadBytes ?? MAX_BODY_BYTES)) return tooLargeBody
  const isMultipart = /^\s*multipart\//i.test(headers['content-type'] ?? '')
  return isMultipart && !uploadBytes && !isOneClickUnsubscribe(method, url) ? noMultipart : null
}

/** A path of this site with decodable escapes (RFC 9112, 3.2.1): no `http://…` of a proxy request, no `*`, no backslash. */
function isOriginForm(url: string): boolean {
  if (!/^\/[^\\#\s]*$/.test(url)) return false
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

const methodNotAllowed: Refusal = {
  status: 405,
  title: 'Method not allowed',
  detail: `Addresses here take ${METHODS.join(', ')}.`,
  headers: { allow: METHODS.join(', ') },
}
const tooLongAddress: Refusal = {
  status: 414,
  title: 'The address is too long',
  detail: `An address here has at most ${MAX_URL_LENGTH} characters. A shorter search will do.`,
}
const malformedAddress: Refusal = {
  status: 400,
  title: 'The address cannot be read',
  detail: 'It takes a path of this site, with every special character percent-encoded as UTF-8.',
}
const noUpgrade: Refusal = {
  status: 400,
  title: 'No upgrade here',
  detail: 'This site speaks plain HTTP: it offers no WebSocket.',
}
export const tooLargeBody: Refusal = {
  status: 413,
  title: 'That is too much',
  detail: `A form here holds at most ${MAX_BODY_BYTES / 1024} KB.`,
  headers: { connection: 'close' },
}
const noMultipart: Refusal = {
  status: 415,
  title: 'Forms are sent urlencoded',
  detail: 'This site takes application/x-www-form-urlencoded, never multipart forms or files.',
  headers: { connection: 'close' },
}
