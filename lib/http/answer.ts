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
  defaultHeaders: Record<string, string> = {}
  /** The stylesheet of the page that stands in for a failed one. */
  style: string | undefined

  override writeHead(status: number, ...rest: unknown[]): this {
    for (const [name, value] of Object.entries(this.defaultHeaders))
      if (!this.hasHeader(name)) this.setHeader(name, value)
    this.#dropFrameworkHeaders()
    return super.writeHead(status, ...(rest as []))
  }

  override end(...args: unknown[]): this {
    if (!this.headersSent && this.#wasLeftToTheFramework()) return this.#endWithOwnPage()
    return super.end(...(args as []))
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
    for (const name of this.getHeaderNames()) if (name.startsWith('x-nextjs-')) this.removeHeader(name)
    const vary = [this.getHeader('vary') ?? []].flat().join(',').split(',')
    const kept = vary.map((name) => name.trim()).filter((name) => name !== '' && !/^(rsc$|next-)/i.test(name))
    if (kept.length > 0) this.setHeader('vary', kept.join(', '))
    else this.removeHeader('vary')
  }
}

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
