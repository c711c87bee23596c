import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Answered } from './access-log'
import { Answer } from './answer'
import { answerKept, type KeptPages } from './answer-kept'
import { pageKeyOf } from './cache/page-key'
import { judgeEntrance, type MayEnter } from './gate'
import { judgeRequest, MAX_HEADER_BYTES, type RequestLine, tooLargeBody } from './guard'
import { Incoming } from './incoming'
import { FORWARDED_HEADER, PEER_HEADER, stripInternalHeaders } from './internal-headers'
import { judgeOrigin } from './origin'
import { clientAddress } from './peer'
import { answerPublicFile, type PublicFiles } from './public-files'
import { type Refusal, renderRefusal } from './refusal'
import { reachableUrl } from './reserved-paths'
import { securityHeaders } from './security-headers'
import { BusyError, type Turnstile } from './turnstile'
import { uploadBytesOf } from './uploads'

export interface FrontOptions {
  /** The application behind the front: Next's request handler. */
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  baseUrl: string
  isLocal: boolean
  trustProxy: number
  /** Asked at each request, so that development may answer differently after a change. */
  publicFiles: () => PublicFiles
  /** The stylesheet of refusals. */
  style?: string | undefined
  /** Pages that are kept; left out in development, where each is made afresh. */
  pages?: KeptPages | undefined
  /** Who may come in; left out where the site is for everybody. */
  mayEnter?: MayEnter | undefined
  /** Resolves when every process knows of what was done: an act's answer ends then. */
  everybodyHeard?: (() => Promise<void>) | undefined
  /** How much is done at a time; the cache's own work passes the same one. */
  turnstile: Turnstile
  /** Told of each answer, when it has left or was given up. */
  onAnswered?: ((answered: Answered) => void) | undefined
  /** Told of what a handler threw. */
  onError: (error: unknown) => void
}

/**
 * The HTTP server that stands before the framework: turns away what no page needs, strips what could steer the framework,
 * checks where forms come from, serves public files, and puts the security headers on whatever leaves. It never upgrades.
 */
export function createFront(options: FrontOptions): Server {
  const headers = Object.entries(securityHeaders(options.baseUrl))
  const server = createServer<typeof Incoming, typeof Answer>(
    {
      IncomingMessage: Incoming,
      ServerResponse: Answer,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Slow clients: ten seconds for the headers, thirty for the whole request, looked at every two.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: options.trustProxy > 0 ? KEPT_FOR_PROXIES_MS : 5_000,
    },
    (request, response) => {
      response.defaultHeaders = headers
      response.style = options.style
      const { method = '', url = '' } = request
      request.maxBytes = uploadBytesOf(method, url) ?? request.maxBytes
      const since = performance.now()
      if (options.onAnswered)
        response.once('close', () => options.onAnswered?.({ method, url, response, ms: performance.now() - since }))
      answer(request, response, options).catch((error: unknown) => {
        if (error instanceof BusyError) return refuse(request, response, tooBusy)
        options.onError(error)
        response.endWithFault()
      })
    },
  )
  // A client that stops reading holds its socket for a minute at most.
  server.setTimeout(60_000)
  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n'))
  return server
}

async function answer(request: Incoming, response: Answer, options: FrontOptions): Promise<void> {
  const line = { method: request.method ?? '', url: request.url ?? '', headers: request.headers }
  const refusal = judgeRequest(line) ?? judgeOrigin(line, options)
  if (refusal) return refuse(request, response, refusal)
  if (line.url === '/healthz')
    return void response.setHeader('content-type', 'text/plain').setHeader('cache-control', 'no-store').end('ok\n')
  if (answerPublicFile(options.publicFiles(), line, response)) return
  if (options.mayEnter && !(await comesIn(request, response, line, { ...options, mayEnter: options.mayEnter }))) return
  const key = options.pages && pageKeyOf(line)
  if (options.pages && key && (await answerKept(options.pages, key, request.headers, response))) return

  const forwardedFor = String(request.headers['x-forwarded-for'] ?? '')
  const isForwarded = stripInternalHeaders(request.headers)
  request.headers[PEER_HEADER] = clientAddress(request.socket.remoteAddress ?? '', forwardedFor, options.trustProxy)
  if (isForwarded) request.headers[FORWARDED_HEADER] = '1'
  request.url = reachableUrl(line.url)
  request.onTooLarge = () => refuse(request, response, tooLargeBody)
  if (line.method === 'POST') response.heldUntil = () => heardOf(line.headers.cookie ?? '', options)
  if (WATCHED.has(line.url)) return options.handle(request, response)
  await options.turnstile.pass(() => handled(request, response, options))
}

/** Done when every process knows of the act of this browser, which finds it in every page from then on. */
async function heardOf(cookies: string, { everybodyHeard, pages }: FrontOptions): Promise<void> {
  await everybodyHeard?.()
  pages?.acts.note(cookies)
}

/** Of a site that is not for everybody: whether this request goes on; else it is answered. What leaves is for its reader only. */
async function comesIn(
  request: Incoming,
  response: Answer,
  line: RequestLine,
  gate: { mayEnter: MayEnter; isLocal: boolean },
): Promise<boolean> {
  response.isPrivate = true
  const entrance = await judgeEntrance(line, gate)
  if (entrance.status === 'in') {
    line.url = entrance.url
    return true
  }
  // A browser that was inside once has pages kept for when there is no network.
  const forget: Record<string, string> = request.headers.cookie?.includes('session=')
    ? { 'clear-site-data': '"cache", "storage"' }
    : {}
  if (entrance.status === 'out') {
    const { refusal } = entrance
    refuse(request, response, { ...refusal, headers: { ...refusal.headers, ...forget } })
  } else {
    const headers = { location: entrance.location, 'cache-control': 'no-store', 'content-length': '0', ...forget }
    response.sendFlat(303, Object.entries(headers).flat(), null)
  }
  return false
}

/** Hands the request to the application; done when all of the answer is there, not when the client has read it. */
async function handled(request: Incoming, response: Answer, { handle }: FrontOptions): Promise<void> {
  // Whoever asked may have gone while waiting for its turn.
  if (response.destroyed) return
  const ended = new Promise<void>((resolve) => {
    response.onEnded = resolve
    response.once('close', resolve)
  })
  await Promise.race([ended, handle(request, response)])
}

/**
 * Longer than proxies keep a connection without a request (60 s with nginx and most balancers): when both sides close at the same time, a
 * request meets a connection that is going, and its reader gets an error of the proxy. Browsers, without a proxy, ask again by themselves.
 */
const KEPT_FOR_PROXIES_MS = 75_000

/** What operators' machines ask whether all is well: it must not wait behind readers. */
const WATCHED = new Set(['/readyz', '/metrics'])

const tooBusy: Refusal = {
  status: 503,
  title: 'Many readers at this moment',
  detail: 'More pages are asked for than can be made right now. Please try again in a few seconds.',
  headers: { 'retry-after': '2' },
}

function refuse(request: Incoming, response: Answer, refusal: Refusal): void {
  if (response.headersSent) return
  const { type, body } = renderRefusal(refusal, { accept: request.headers.accept, style: response.style })
  const bytes = Buffer.from(body)
  const more = Object.entries(refusal.headers ?? {}).flat()
  const length = String(bytes.byteLength)
  response.sendFlat(
    refusal.status,
    ['content-type', type, 'content-length', length, 'cache-control', 'no-store', ...more],
    bytes,
  )
}
