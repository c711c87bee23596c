import { createHash } from 'node:crypto'
import { easternDay } from '@/lib/announcement-day'
import { feedAnswer, queryAnswer } from './doors'
import { type Door, type Fault, type FaultKind, tellsAll } from './faults'
import { spoil, type WireAnswer } from './misbehave'
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

/** arXiv as it would answer at the simulated instant: `/rss/{category}`, `/api/query` and `/oai`. How one gets there is another's. */
export interface SimulatedArxiv {
  requests: SimulatedRequest[]
  /** Feeds that somebody got whole, by category and day (`listingKey`). */
  told: ReadonlySet<string>
  /** @param ifNoneMatch header of a conditional request */
  answer(url: URL, ifNoneMatch: string | undefined): Promise<WireAnswer>
}

/** A way on which the house reaches a simulated arXiv. */
export interface Reached {
  url: string
  close(): Promise<void>
}

/** The listing of a category and day. */
export const listingKey = (category: string, day: string) => `${category} ${day}`

/** How long a server is silent that nobody waits for, in simulated time. */
const SILENCE_MS = 20_000

export function openSimulatedArxiv(
  truth: Truth,
  faults: Fault[],
  time: SimulatedTime,
  onRequest: (request: SimulatedRequest) => void,
): SimulatedArxiv {
  const requests: SimulatedRequest[] = []
  const told = new Set<string>()
  return {
    requests,
    told,
    async answer(url, ifNoneMatch) {
      const at = await time.settled()
      const { door, category } = doorOf(url.pathname)
      const fault = faults.find((one) => isOn(one, door, category, at)) ?? null
      if (fault?.kind === 'no answer') await time.pass(SILENCE_MS)
      const honest = honestAnswer(truth, door, category, { parameters: url.searchParams, at, fault })
      const given = fault ? spoil(fault, honest) : honest
      const sent = typeof given === 'string' ? given : conditional(given, ifNoneMatch)
      const status = typeof sent === 'string' ? 'none' : sent.status
      const address = url.pathname + url.search
      if (door === 'rss' && status === 200 && tellsAll(fault)) told.add(listingKey(category, easternDay(at)))
      const logged = {
        at,
        endedAt: await time.settled(),
        door,
        url: address,
        status,
        fault: fault?.kind ?? null,
      } as const
      requests.push(logged)
      onRequest(logged)
      return sent
    },
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

function conditional(
  { status, type, body, headers }: Exclude<ReturnType<typeof spoil>, string>,
  ifNoneMatch: string | undefined,
): WireAnswer {
  if (status !== 200) return { status, headers: { 'content-type': type, ...headers }, body }
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  return etag === ifNoneMatch
    ? { status: 304, headers: { etag }, body: '' }
    : { status, headers: { 'content-type': type, etag, ...headers }, body }
}
