import { type IncomingMessage, ServerResponse } from 'node:http'
import { type Refusal, renderRefusal } from './refusal'

/** Next.js marks what it rendered by itself; our handlers' answers carry none of these. */
const FRAMEWORK_PAGE = 'x-nextjs-prerender'

/**
 * A response that cannot leave without the house's headers, nor with a page that the framework made: its pages hold inline
 * scripts. Node's own subclassing point, so that nothing of an instance is replaced.
 */
export class Answer<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  /** Given unless the handler gave its own. */
  defaultHeaders: readonly [name: string, value: string][] = []
  /** The stylesheet of the page that stands in for a failed one. */
  style: string | undefined
  /** Bytes of the body, as handed over. */
  bodyBytes = 0
  /** Whether it came from the kept pages, and how: `hit`, `stale`, `miss`. */
  served: string | undefined
  /** Of a site that is not for everybody: no cache that others share may keep it, and no index. */
  isPrivate = false
  /** Called when all of it was handed over, however long the client takes to read it. */
  onEnded: () => void = () => {}
  /** Called when all of it is there: its end leaves when that resolves. */
  heldUntil: (() => Promise<void>) | undefined

  override writeHead(status: number, ...rest: unknown[]): this {
    for (const [name, value] of this.defaultHeaders) if (!this.hasHeader(name)) this.setHeader(name, value)
    this.#dropFrameworkHeaders()
    if (this.isPrivate) {
      this.setHeader('cache-control', keptPrivate(this.getHeader('cache-control')))
      this.setHeader('x-robots-tag', 'noindex')
    }
    return super.writeHead(status, ...(rest as []))
  }

  /** Never asks to wait: a page is small, and whoever makes it is not held up by a client that reads slowly. */
  override write(...args: unknown[]): boolean {
    this.bodyBytes += byteLength(args[0])
    super.write(...(args as [string]))
    return true
  }

  override end(...args: unknown[]): this {
    this.onEnded()
    if (this.heldUntil) return this.#endLater(this.heldUntil, args)
    this.bodyBytes += byteLength(args[0])
    if (!this.headersSent && this.#wasLeftToTheFramework()) return this.#endWithOwnPage()
    return super.end(...(args as []))
  }

  #endLater(until: () => Promise<void>, args: unknown[]): this {
    this.heldUntil = undefined
    void until().then(() => this.end(...args))
    return this
  }

  /** Sends a whole answer at once. @param headers names and values in turn, in lower case; the house's are added */
  sendFlat(status: number, headers: string[], body: Buffer | null): void {
    for (const [name, value] of this.defaultHeaders) if (!headers.includes(name)) headers.push(name, value)
    if (this.isPrivate) this.#makePrivate(headers)
    this.bodyBytes += body?.byteLength ?? 0
    super.writeHead(status, headers)
    super.end(body)
  }

  #makePrivate(headers: string[]): void {
    const place = headers.indexOf('cache-control')
    if (place < 0) headers.push('cache-control', keptPrivate(undefined))
    else headers[place + 1] = keptPrivate(headers[place + 1])
    headers.push('x-robots-tag', 'noindex')
  }

  /** Ends an answer that cannot be given: with a plain page, or by cutting it off when it has begun. */
  endWithFault(): void {
    if (this.headersSent) return void this.destroy()
    for (const name of this.getHeaderNames()) this.removeHeader(name)
    this.statusCode = 500
    this.end()
  }

  /** A page that the framework put together, or the empty answer it gives when a handler threw. */
  #wasLeftToTheFramework(): boolean {
    return this.hasHeader(FRAMEWORK_PAGE) || (this.statusCode >= 500 && !this.hasHeader('content-type'))
  }

  #endWithOwnPage(): this {
    const { type, body } = renderRefusal(faultOf(this.statusCode), {
      accept: this.req.headers.accept,
      style: this.style,
    })
    for (const name of ['etag', 'content-encoding', 'transfer-encoding', 'vary']) this.removeHeader(name)
    this.setHeader('content-type', type)
    this.setHeader('cache-control', 'no-store')
    this.setHeader('content-length', Buffer.byteLength(body))
    return super.end(body)
  }

  #dropFrameworkHeaders(): void {
    for (const name of this.getHeaderNames()) if (/^x-(nextjs|broadsheet)-/.test(name)) this.removeHeader(name)
    const vary = [this.getHeader('vary') ?? []].flat().join(',').split(',')
    const kept = vary.map((name) => name.trim()).filter((name) => name !== '' && !/^(rsc$|next-)/i.test(name))
    if (kept.length > 0) this.setHeader('vary', kept.join(', '))
    else this.removeHeader('vary')
  }
}

const byteLength = (chunk: unknown): number =>
  typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.byteLength(chunk) : 0

/** What forbids shared caches stays; anything else becomes that. */
const keptPrivate = (value: unknown): string =>
  /\b(private|no-store)\b/.test(String(value)) ? String(value) : 'private, no-cache'

function faultOf(status: number): Refusal {
  if (status === 503) {
    return {
      status,
      title: 'Back in a moment',
      detail: 'The database does not answer right now. Please try again shortly.',
    }
  }
  return status >= 500
    ? {
        status,
        title: 'Something broke here',
        detail: 'It is not your doing, and it has been noted. Please try again in a moment.',
      }
    : { status, title: 'Nothing lives at this address', detail: 'It may have been mistyped, or the page has gone.' }
}
