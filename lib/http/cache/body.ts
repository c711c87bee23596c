import { createHash } from 'node:crypto'

export type Encoding = 'identity' | 'gzip' | 'br'

export interface Body {
  bytes: Buffer
  etag: string
  encoding: Encoding
}

/** Whether an `Accept-Encoding` takes this encoding: named, and not with a weight of zero. */
export function takes(accepts: string, encoding: Encoding): boolean {
  if (encoding === 'identity') return true
  const at = accepts.indexOf(encoding)
  return at >= 0 && !/^\w+\s*;\s*q=0(\.0*)?\s*(,|$)/.test(accepts.slice(at))
}

/** With a strong tag, of these very bytes; made when somebody asks for it. */
export function bodyOf(bytes: Buffer, encoding: Encoding): Body {
  let etag: string | undefined
  return {
    bytes,
    encoding,
    get etag() {
      etag ??= `"${createHash('sha1').update(bytes).digest('base64url')}"`
      return etag
    },
  }
}
