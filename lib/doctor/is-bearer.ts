import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header carries this bearer token (RFC 6750). Takes as long for a wrong token as for the right one. */
export function isBearer(authorization: string | null, token: string): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(sha256(given), sha256(token))
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()
