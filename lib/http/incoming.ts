import { IncomingMessage } from 'node:http'
import { MAX_BODY_BYTES } from './guard'

/**
 * A request that counts its body while it arrives: without a `Content-Length` nobody knows beforehand how long it gets. What
 * goes beyond the bound is dropped, and told once.
 */
export class Incoming extends IncomingMessage {
  /** Called once, when the body has outgrown its bound. */
  onTooLarge: () => void = () => {}
  /** The most it may hold; set before any of it is read. */
  maxBytes = MAX_BODY_BYTES
  #bytes = 0

  override push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    const before = this.#bytes
    this.#bytes += chunk?.byteLength ?? 0
    if (this.#bytes <= this.maxBytes) return super.push(chunk, encoding)
    if (before <= this.maxBytes) this.onTooLarge()
    return true
  }
}
