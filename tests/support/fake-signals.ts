import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Fault, misbehave } from './fake-arxiv-faults'

interface FakeEntry {
  id: string
  upvotes: number
  comments?: number
  repository?: string
}

export interface FakeSignalsOptions {
  /** Daily lists by day, as 2026-11-20. */
  days?: Record<string, FakeEntry[]>
  /** Repositories by `owner/name`, lower case. */
  repositories?: Record<string, { stars: number; createdAt?: string }>
  /** Sent with every answer. */
  headers?: Record<string, string>
  /** Asked for each address; what it gives happens in place of the answer. */
  fault?: (url: string) => Fault | null | undefined
}

export interface FakeSignals {
  url: string
  requests: { url: string; headers: Record<string, string | string[] | undefined>; status: number }[]
  /** What it serves from now on. */
  serve(options: FakeSignalsOptions): void
  close(): Promise<void>
}

/** Hugging Face's daily papers and GitHub's repositories on one loopback port. */
export async function startFakeSignals(initial: FakeSignalsOptions = {}): Promise<FakeSignals> {
  let options = initial
  const requests: FakeSignals['requests'] = []
  const server = createServer(({ url = '/', headers }, response) => {
    const logged = { url, headers, status: 0 }
    requests.push(logged)
    response.on('close', () => {
      logged.status = response.statusCode
    })
    const body = render(url, options)
    const fault = options.fault?.(url)
    if (fault) return misbehave(fault, response, () => body ?? '')
    const etag = `W/"${createHash('sha256')
      .update(body ?? '')
      .digest('hex')
      .slice(0, 32)}"`
    const given = { 'content-type': 'application/json; charset=utf-8', etag, ...options.headers }
    if (body === null) response.writeHead(404, given).end('{"message":"Not Found"}')
    else if (headers['if-none-match'] === etag) response.writeHead(304, given).end()
    else response.writeHead(200, given).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

function render(address: string, { days = {}, repositories = {} }: FakeSignalsOptions): string | null {
  const { pathname, searchParams } = new URL(address, 'http://fake')
  if (pathname === '/api/daily_papers') {
    const [limit, page] = [Number(searchParams.get('limit')), Number(searchParams.get('p'))]
    const entries = days[searchParams.get('date') ?? ''] ?? []
    return JSON.stringify(entries.slice(page * limit, (page + 1) * limit).map(dailyEntry))
  }
  const repository = repositories[pathname.match(/^\/repos\/(.+)$/)?.[1] ?? '']
  if (!repository) return null
  const { stars, createdAt = '2026-11-15T00:00:00Z' } = repository
  return JSON.stringify({ stargazers_count: stars, created_at: createdAt })
}

const dailyEntry = ({ id, upvotes, comments = 0, repository }: FakeEntry) => ({
  paper: { id, upvotes, ...(repository && { githubRepo: repository }) },
  title: `Paper ${id}`,
  numComments: comments,
})
