import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Answer } from './answer'
import { judgeRequest, MAX_HEADER_BYTES, tooLargeBody } from './guard'
import { Incoming } from './incoming'
import { FORWARDED_HEADER, PEER_HEADER, stripInternalHeaders } from './internal-headers'
import { judgeOrigin } from './origin'
import { clientAddress } from './peer'
import { answerPublicFile, type PublicFiles } from './public-files'
import { type Refusal, renderRefusal } from './refusal'
import { reachableUrl } from './reserved-paths'
import { securityHeaders } from './security-headers'

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
  /** Told of what a handler threw. */
  onError: (error: unknown) => void
}

/**
 * The HTTP server that stands before the framework: turns away what no page needs, strips what could steer the framework,
 * checks where forms come from, serves public files, and puts the security headers on whatever leaves. It never upgrades.
 */
export function createFront(options: FrontOptions): Server {
  const headers = securityHeaders(options.baseUrl)
  const server = createServer<typeof Incoming, typeof Answer>(
    {
      IncomingMessage: Incoming,
      ServerResponse: Answer,
      maxHeaderSize: MAX_HEADER_BYTES,
      // Slow clients: ten seconds for the headers, thirty for the whole request, looked at every two.
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 2_000,
      keepAliveTimeout: 5_000,
    },
    (request, response) => {
      response.defaultHeaders = headers
      response.style = options.style
      answer(request, response, options).catch((error: unknown) => {
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

  const forwardedFor = String(request.headers['x-forwarded-for'] ?? '')
  const isForwarded = stripInternalHeaders(request.headers)
  request.headers[PEER_HEADER] = clientAddress(request.socket.remoteAddress ?? '', forwardedFor, options.trustProxy)
  if (isForwarded) request.headers[FORWARDED_HEADER] = '1'
  request.url = reachableUrl(line.url)
  request.onTooLarge = () => refuse(request, response, tooLargeBody)
  await options.handle(request, response)
}

function refuse(request: Incoming, response: Answer, refusal: Refusal): void {
  if (response.headersSent) return
  const { type, body } = renderRefusal(refusal, { accept: request.headers.accept, style: response.style })
  response.writeHead(refusal.status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...refusal.headers,
  })
  response.end(body)
}
