import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { feedAnswer, queryAnswer } from './doors'
import type { Door, Fault, FaultKind } from './faults'
import { type HonestAnswer, spoil } from './misbehave'
import { oaiAnswer } from './oai-door'
import type { SimulatedTime } from './time'
import type { Truth } from './truth'

/** A request as arXiv's log would have it, in simulated time. */
export interface SimulatedRequest {
  at: Date
  /** When the answer was over, as far as it took any time. */
  endedAt: Date
  door: Door
  /** Path and query. */
  url: string
  status: number | 'none'
  fault: FaultKind | null
}

export interface SimulatedArxiv {
  url: string
  requests: SimulatedRequest[]
  close(): Promise<void>
}

/** How long a server is silent that nobody waits for, in simulated time. */
const SILENCE_MS = 20_000

/** arXiv on a loopback port, as it would answer at the simulated instant: `/rss/{category}`, `/api/query` and `/oai`. */
export async function startSimulatedArxiv(
  truth: Truth,
  faults: Fault[],
  time: SimulatedTime,
  onRequest: (request: SimulatedRequest) => void,
): Promise<SimulatedArxiv> {
  const requests: SimulatedRequest[] = []
  const server = createServer((request, response) => {
    void answer(request, response)
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const at = time.now()
    const url = new URL(request.url ?? '/', 'http://arxiv')
    const { door, category } = doorOf(url.pathname)
    const fault = faults.find((one) => isOn(one, door, category, at)) ?? null
    if (fault?.kind === 'no answer') await time.pass(SILENCE_MS)
    const honest = honestAnswer(truth, door, category, { parameters: url.searchParams, at, fault })
    const sent = fault ? spoil(fault, honest, response) : honest
    const status: SimulatedRequest['status'] = sent ? send(request, response, sent) : 'none'
    const address = url.pathname + url.search
    const logged: SimulatedRequest = { at, endedAt: time.now(), door, url: address, status, fault: fault?.kind ?? null }
    requests.push(logged)
    onRequest(logged)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function doorOf(path: string): { door: Door; category: string } {
  if (path.startsWith('/rss/')) return { door: 'rss', category: decodeURIComponent(path.slice('/rss/'.length)) }
  return { door: path === '/oai' ? 'oai' : 'api', category: '' }
}

const isOn = (fault: Fault, door: Door, category: string, at: Date) =>
  fault.door === door && (fault.category ?? category) === category && fault.from <= at && at < fault.until

function honestAnswer(truth: Truth, door: Door, category: string, question: Parameters<typeof queryAnswer>[1]) {
  if (door === 'rss') return feedAnswer(truth, category, question)
  return door === 'oai' ? oaiAnswer(truth, question) : queryAnswer(truth, question)
}

/** @returns the status that was sent */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: HonestAnswer,
): number {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  const isKnown = status === 200 && request.headers['if-none-match'] === etag
  if (isKnown) response.writeHead(304, { etag }).end()
  else response.writeHead(status, { 'content-type': type, ...(status === 200 ? { etag } : {}), ...headers }).end(body)
  return isKnown ? 304 : status
}
