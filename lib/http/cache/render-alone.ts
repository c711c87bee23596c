import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { HANDED_HEADER, takeOver } from '../handed'
import { SHARED_HEADER } from '../shared'
import type { PageKey } from './page-key'

/** The application behind the front. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** As long as a client has for its whole request. Beyond, the place in the turnstile is needed by others. */
const DEADLINE_MS = 30_000

export interface Rendered {
  status: number
  headers: OutgoingHttpHeaders
  body: string
}

/**
 * Asks the application for a page on behalf of everybody: a request without a client, without a session, with nothing but the
 * address and the looks. Whatever it shows, it shows of nobody.
 * @throws Error when no whole answer comes: the handler fails, breaks it off, leaves without it, or takes too long
 */
export async function renderAlone(handle: Handle, key: PageKey, host: string): Promise<Rendered> {
  let deadline: NodeJS.Timeout | undefined
  requests += 1
  const number = String(requests)
  try {
    return await new Promise((resolve, reject) => {
      const request = requestFor(key, host, number)
      const response = new Captured(request, resolve, reject)
      const giveUp = (why: string) => () => response.destroy(new Error(`${key.url}: ${why}`))
      deadline = setTimeout(giveUp('no answer in time'), DEADLINE_MS)
      handle(request, response).then(giveUp('the application left without an answer'), reject)
    })
  } finally {
    clearTimeout(deadline)
    takeOver(number)
  }
}

let requests = 0

function requestFor({ url, display }: PageKey, host: string, number: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  const isFeed = /\.(?:rss|atom|json)(?:\?|$)/.test(url)
  request.method = 'GET'
  request.url = url
  request.httpVersion = '1.1'
  request.headers = {
    host,
    accept: isFeed ? '*/*' : 'text/html',
    [SHARED_HEADER]: '1',
    [HANDED_HEADER]: number,
    ...(display ? { cookie: `display=${display}` } : {}),
  }
  request.push(null)
  return request
}

/** Takes in what a handler answers, instead of sending it. */
class Captured extends ServerResponse {
  readonly #chunks: Buffer[] = []

  constructor(
    request: IncomingMessage,
    private readonly whole: (rendered: Rendered) => void,
    private readonly broken: (error: Error) => void,
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
    const headers = this.getHeaders()
    this.whole({
      status: this.statusCode,
      headers,
      body: this.#handed(headers) ?? Buffer.concat(this.#chunks).toString(),
    })
    callbackIn(args)?.()
    this.emit('finish')
    this.emit('close')
    return this
  }

  /** Broken off half-way, as by a body that fails; after its end there is nothing left to break. */
  override destroy(error = new Error('the answer was broken off')): this {
    if (this.finished || this.destroyed) return this
    this.destroyed = true
    this.broken(error)
    this.emit('close')
    return this
  }

  override flushHeaders(): void {}

  #handed(headers: OutgoingHttpHeaders): string | undefined {
    const number = headers[HANDED_HEADER]
    return typeof number === 'string' ? takeOver(number) : undefined
  }

  #take(chunk: unknown): void {
    if (typeof chunk === 'string') this.#chunks.push(Buffer.from(chunk))
    else if (chunk instanceof Uint8Array) this.#chunks.push(Buffer.from(chunk))
  }
}

function callbackIn(args: unknown[]): (() => void) | undefined {
  return args.find((arg): arg is () => void => typeof arg === 'function')
}
