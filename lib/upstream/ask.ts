import house from '../../package.json' with { type: 'json' }
import type { Clock } from '../clock'
import { UpstreamError } from '../errors'
import { type Answer, type FetchLimits, fetchCapped, followRedirects } from './capped-fetch'
import { closeGate, type GateName, throughGate } from './gate'
import {
  askedPauseMs,
  backOffMs,
  isWorthAnotherTry,
  LastingTrouble,
  type Pause,
  pause,
  rateLimitPauseMs,
  THROTTLED_MS,
  Unanswered,
  Unreachable,
} from './retry'

const LIMITS: FetchLimits = { maxBytes: 16_000_000, headersMs: 20_000, totalMs: 90_000 }
const MAX_ATTEMPTS = 3
const RETRY_BUDGET_MS = 60_000

/** How one place outside is asked. */
export interface AskSettings {
  gate: GateName
  /** What an answer must be: the `Accept` of the question, the media types of the answer, and what to call it in a sentence. */
  takes: { accept: string; type: RegExp; noun: string }
  /** Beside those that every question has: a token, a version. */
  headers?: Record<string, string>
  minIntervalMs: number
  /** Public address of this installation, for the User-Agent. */
  baseUrl: string
  clock: Clock
  /** HTTP statuses that are answers beside 200, 304 and 400; their body is not looked at. */
  answers?: readonly number[]
  signal?: AbortSignal | undefined
  limits?: Partial<FetchLimits>
  /** For pauses between tries, over everything that one client is asked; zero: one try each. */
  retryBudgetMs?: number
  /** How long to wait for a turn at the gate. */
  patienceMs?: number
  /** A host that does not answer in time counts as unreachable: for somebody who waits at a terminal. */
  isHurried?: boolean
  /** How waits are spent, at the gate and between tries: a simulation lets its own time pass. */
  pause?: Pause
}

/** @param conditions headers of a conditional request; none for any other */
export type Ask = (url: URL, conditions: Record<string, string>) => Promise<Answer>

/**
 * Asks until there is an answer or the budget is spent. A 400 is an answer: its body says what was wrong. What asks shares one
 * budget, and a host that is away is asked once.
 * @throws UpstreamError when there is nothing usable
 */
export function openAsk(settings: AskSettings): Ask {
  const exchange = exchanger(settings)
  let budgetMs = settings.retryBudgetMs ?? RETRY_BUDGET_MS

  return sparingHostsAway(settings, async (url, conditions) => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await followRedirects(url, (hop) => exchange(hop, conditions)).catch(passingTrouble)
      if (!(outcome instanceof UpstreamError) && !isWorthAnotherTry(outcome.status))
        return accept(outcome, url, settings)

      const askedMs = outcome instanceof UpstreamError ? null : closingMs(outcome, settings.clock)
      const pauseMs = askedMs ?? backOffMs(attempt)
      if (attempt === MAX_ATTEMPTS || pauseMs > budgetMs) {
        throw outcome instanceof UpstreamError ? outcome : statusTrouble(outcome, url)
      }
      budgetMs -= pauseMs
      await (settings.pause ?? pause)(pauseMs, settings.signal)
    }
  })
}

/** A host that is not there is asked once: what would be learnt is known, and each question costs three seconds. */
function sparingHostsAway({ isHurried = false }: AskSettings, ask: Ask): Ask {
  const away = new Map<string, UpstreamError>()
  return async (url, conditions) => {
    const known = away.get(url.host)
    if (known) throw known
    try {
      return await ask(url, conditions)
    } catch (error) {
      const isAway = error instanceof Unreachable || (isHurried && error instanceof Unanswered)
      if (isAway) away.set(url.host, error)
      throw error
    }
  }
}

/** For how long an answer closes the gate: as asked, until the rate limit begins anew, or a while for "too many requests" without a figure. */
function closingMs({ status, headers }: Answer, clock: Clock): number | null {
  const now = clock.now()
  const askedMs = askedPauseMs(headers.get('retry-after'), now) ?? rateLimitPauseMs(headers, now)
  return askedMs ?? (status === 429 ? THROTTLED_MS : null)
}

function exchanger(settings: AskSettings) {
  const { gate, minIntervalMs, patienceMs, signal, baseUrl, limits, clock, pause } = settings
  const userAgent = `Broadsheet/${house.version} (+${baseUrl})`
  const headers = { 'user-agent': userAgent, accept: settings.takes.accept, connection: 'close', ...settings.headers }
  const all = { ...LIMITS, ...limits }
  return (url: URL, conditions: Record<string, string>) =>
    throughGate(
      async (turn) => {
        const answer = await fetchCapped(url, { ...headers, ...conditions }, all, turn)
        // Before the turn is given back, so that nobody slips through.
        const closedMs = closingMs(answer, clock)
        if (closedMs) await closeGate(gate, closedMs)
        return answer
      },
      { gate, minIntervalMs, patienceMs, signal, pause },
    )
}

/** Trouble that may have passed in a moment; everything else goes on up. */
function passingTrouble(error: unknown): UpstreamError {
  if (error instanceof UpstreamError && !(error instanceof LastingTrouble)) return error
  throw error
}

function accept(answer: Answer, url: URL, { answers: others = [], takes }: AskSettings): Answer {
  if (answer.status === 304 || others.includes(answer.status)) return answer
  if (answer.status !== 200 && answer.status !== 400) throw statusTrouble(answer, url)
  const type = answer.headers.get('content-type')
  if (type && !takes.type.test(type)) {
    throw new UpstreamError(`${url.host} answers with ${type.slice(0, 60)} instead of ${takes.noun}.`)
  }
  return answer
}

function statusTrouble({ status, headers }: Answer, url: URL): UpstreamError {
  const after = headers.get('retry-after')
  const pause = after ? ` and asks for a pause (${after.slice(0, 40)})` : ''
  return new UpstreamError(`${url.host} answers with HTTP status ${status}${pause}.`)
}
