import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { SHARED_HEADER } from '../shared'
import type { PageKey } from './page-key'

/** The application behind the front. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Rendered {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

/**
 * Asks the application for a page on behalf of everybody: a request without a client, without a session, with nothing but the
 * address and the looks. Whatever it shows, it shows of nobody.
 */
export function renderAlone(handle: Handle, { url, display }: PageKey, host: string): Promise<Rendered> {
  const request = new IncomingMessage(new Socket())
  const isFeed = /\.(?:rss|atom|json)(?:\?|$)/.test(url)
  request.method = 'GET'
  request.url = url
  request.httpVersion = '1.1'
  request.headers = {
    host,
    accept: isFeed ? '*/*' : 'text/html',
    [SHARED_HEADER]: '1',
    ...(display ? { cookie: `display=${display}` } : {}),
  }
  request.push(null)
  return new Promise((resolve, reject) => {
    const response = new Captured(request, resolve)
    handle(request, response).catch(reject)
  })
}

/** Takes in what a handler answers, instead of sending it. */
class Captured extends ServerResponse {
  readonly #chunks: Buffer[] = []

  constructor(
    request: IncomingMessage,
    private readonly whole: (rendered: Rendered) => void,
  ) {
    super(request)
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#take(chunk)
    callbackIn(rest)?.()
    return true
  }

  override end(...args: unknown[]): this {
    if (this.finished) return this
    this.#take(args[0])
    this.finished = true
    this.whole({ status: this.statusCode, headers: this.getHeaders(), body: Buffer.concat(this.#chunks) })
    callbackIn(args)?.()
    this.emit('finish')
    this.emit('close')
    return this
  }

  override flushHeaders(): void {}

  #take(chunk: unknown): void {
    if (typeof chunk === 'string') this.#chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) this.#chunks.push(Buffer.from(chunk))
  }
}

function callbackIn(args: unknown[]): (() => void) | undefined {
  return args.find((arg): arg is () => void => typeof arg === 'function')
}
