import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ArxivRecord } from './arxiv-record'
import { type FakeAuthor, renderAuthorFeed } from './fake-arxiv-authors'
import { type Fault, misbehave } from './fake-arxiv-faults'
import { type FakeOai, renderOaiAnswer } from './fake-arxiv-oai'
import { renderQueryAnswer } from './fake-arxiv-query'
import { renderFeed } from './fake-arxiv-rss'

export interface FakeArxivOptions {
  records?: ArxivRecord[]
  /** Who has a public author identifier. */
  authors?: FakeAuthor[]
  /** The day that the feeds carry, as 2026-11-20. */
  day?: string
  oai?: FakeOai
  /** Asked for each request; what it gives happens in place of the answer. */
  fault?: (request: LoggedRequest) => Fault | null | undefined
}

export interface LoggedRequest {
  /** Milliseconds since the epoch. */
  at: number
  /** When the answer was over; null while it runs. */
  endedAt: number | null
  url: string
  headers: IncomingMessage['headers']
}

export interface FakeArxiv {
  url: string
  /** In the environment's terms. */
  env: Record<'ARXIV_RSS_URL' | 'ARXIV_API_URL' | 'ARXIV_OAI_URL' | 'ARXIV_MIN_INTERVAL_MS' | 'SIGNALS', string>
  requests: LoggedRequest[]
  /** What it serves from now on. */
  serve(options: FakeArxivOptions): void
  close(): Promise<void>
}

/** arXiv on a loopback port: announcement feeds at `/rss/{category}`, the query API at `/api/query`, OAI-PMH at `/oai`, from the given records. */
export async function startFakeArxiv(initial: FakeArxivOptions = {}): Promise<FakeArxiv> {
  let options = initial
  const requests: LoggedRequest[] = []
  const server = createServer((request, response) => {
    const logged: LoggedRequest = { at: Date.now(), endedAt: null, url: request.url ?? '/', headers: request.headers }
    requests.push(logged)
    response.on('close', () => {
      logged.endedAt = Date.now()
    })
    const fault = options.fault?.(logged)
    if (fault) misbehave(fault, response, () => render(logged.url, options).body)
    else answer(logged, options, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    env: { ARXIV_RSS_URL: url, ARXIV_API_URL: url, ARXIV_OAI_URL: url, ARXIV_MIN_INTERVAL_MS: '0', SIGNALS: 'none' },
    requests,
    serve: (next) => {
      options = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer({ url, headers }: LoggedRequest, options: FakeArxivOptions, response: ServerResponse): void {
  const { status, body, type } = render(url, options)
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
  else response.writeHead(status, { 'content-type': type, etag }).end(body)
}

function render(address: string, { records = [], authors = [], day = '2026-11-20', oai }: FakeArxivOptions) {
  const { pathname, searchParams } = new URL(address, 'http://fake')
  const rss = pathname.match(/^\/rss\/([^/]+)$/)?.[1]
  if (rss)
    return {
      status: 200,
      type: 'application/rss+xml; charset=utf-8',
      body: renderFeed(decodeURIComponent(rss), records, day),
    }
  if (pathname === '/api/query') {
    return { status: 200, type: 'application/atom+xml; charset=utf-8', body: renderQueryAnswer(searchParams, records) }
  }
  if (pathname === '/oai') {
    return { status: 200, type: 'text/xml; charset=utf-8', body: renderOaiAnswer(searchParams, records, oai) }
  }
  const asked = pathname.match(/^\/a\/([^/]+)\.atom2$/)?.[1]
  const list = asked ? renderAuthorFeed(decodeURIComponent(asked), authors) : null
  if (list) return { status: 200, type: 'application/atom+xml; charset=utf-8', body: list }
  return { status: 404, type: 'text/html', body: '<html><body>Not found</body></html>' }
}
