import type { Clock } from '../clock'
import { type Config, config } from '../config'
import { type Ask, type AskSettings, openAsk } from '../upstream/ask'
import type { FetchLimits } from '../upstream/capped-fetch'
import type { GateName } from '../upstream/gate'
import type { Model } from './early-warning/model'
import type { SourceName } from './source-facts'

/** Where signals come from, and how this house says who is asking. */
export interface SignalSettings {
  sources: readonly SourceName[]
  hfUrl: string
  githubUrl: string
  githubToken: string | undefined
  /** Public address of this installation, for the User-Agent. */
  baseUrl: string
  clock: Clock
  signal?: AbortSignal | undefined
  /** Of early warning; default: the one that ships. */
  model?: Model
  /** Least time between two requests to one source. */
  minIntervalMs?: number
  limits?: Partial<FetchLimits>
}

/** Signals as the environment of this process describes them. */
export const signalSettings = (
  signal?: AbortSignal,
  { signals, baseUrl, clock }: Config = config(),
): SignalSettings => ({
  ...signals,
  baseUrl,
  clock,
  signal,
})

const JSON_ANSWER = { accept: 'application/json', type: /json/i, noun: 'JSON' }
const LIMITS = { maxBytes: 8_000_000, headersMs: 15_000, totalMs: 30_000 }
const MIN_INTERVAL_MS = 1_000
const PATIENCE_MS = 10_000

/** One try each: the schedule is the other one, and nobody waits for a signal. */
export function askSignal(settings: SignalSettings, gate: GateName, more: Partial<AskSettings> = {}): Ask {
  const { baseUrl, clock, signal, minIntervalMs = MIN_INTERVAL_MS, limits } = settings
  const own = { baseUrl, clock, signal, minIntervalMs, patienceMs: PATIENCE_MS, retryBudgetMs: 0 }
  return openAsk({ gate, takes: JSON_ANSWER, ...own, limits: { ...LIMITS, ...limits }, ...more })
}
