import { config } from '../config'
import { db } from '../database/client'
import { type Coverage, coverageOf, type Listings, listingDays } from '../subscriptions/coverage'
import { listOf, quietReason } from '../subscriptions/describe'
import type { ListAddress } from '../subscriptions/list-address'
import { type Candidate, type Late, listCandidates, listLate } from './candidates'
import { waitsUntil } from './deadline'
import type { DueIssue } from './due'
import { judgeListings, type KnownListing, readListings, watchedCategories } from './listings'

/** What an issue will be made of. */
export interface IssuePlan {
  status: 'ready'
  /** What it may bring, from the top. */
  candidates: Candidate[]
  /** Days whose listings it is made of. */
  covers: string[]
  /** Categories whose listing did not come in time. */
  missing: string[]
  /** Why it holds nothing, in a sentence, and in a word for each mail that is not sent. */
  nothing: { reason: string; skip: 'stale' | 'quiet day' | 'nothing new' } | null
}

/** `waiting`: not yet, a listing is still to come. */
export type Planned = IssuePlan | { status: 'waiting' }

/** Plans the issues of one look at what is due; what is known of a day's listings, and what came late, is read once. */
export class IssuePlanner {
  readonly #known = new Map<string, Promise<KnownListing[]>>()
  readonly #late = new Map<string, Promise<Late>>()

  constructor(private readonly now: Date) {}

  async plan(issue: DueIssue): Promise<Planned> {
    const list = listOf(issue.view)
    const coverage = widestCoverage(list, issue)
    const plan = { status: 'ready' as const, candidates: [], covers: daysOf(coverage), missing: [] }
    if (issue.schedules.every(({ deadline }) => deadline <= this.now)) return { ...plan, nothing: STALE }
    const quiet = quietReason(coverage)
    if (quiet) return { ...plan, nothing: { reason: quiet, skip: 'quiet day' } }
    if (coverage.kind !== 'listings') return this.#ofCandidates(list, coverage, plan)

    const watched = watchedCategories(list, config().categories)
    const isTimeOver = waitsUntil(issue.slot) <= this.now
    const readiness = judgeListings(coverage, watched, await this.#listingsOf(coverage.through), isTimeOver)
    if (readiness.status === 'waiting') return readiness
    const since = await composedBy(issue, coverage.lateSince)
    return this.#ofCandidates(list, { ...coverage, lateSince: since }, { ...plan, ...readiness }, readiness.quiet)
  }

  async #ofCandidates(
    list: ListAddress,
    coverage: Coverage,
    plan: Omit<IssuePlan, 'nothing'>,
    quiet: string | null = null,
  ): Promise<IssuePlan> {
    const { status, covers, missing } = plan
    const late = coverage.kind === 'listings' ? await this.#lateOf(coverage) : undefined
    const candidates = await listCandidates(list, coverage, late)
    if (candidates.length > 0) return { status, covers, missing, candidates, nothing: null }
    const nothing = { reason: quiet ?? emptyReason(missing), skip: quiet ? 'quiet day' : 'nothing new' } as const
    return { status, covers, missing, candidates, nothing }
  }

  #lateOf(coverage: Listings): Promise<Late> {
    const key = `${coverage.after} ${coverage.lateSince.getTime()}`
    const late = this.#late.get(key) ?? listLate(coverage)
    this.#late.set(key, late)
    return late
  }

  #listingsOf(day: string): Promise<KnownListing[]> {
    const known = this.#known.get(day) ?? readListings([day])
    this.#known.set(day, known)
    return known
  }
}

const STALE = { reason: 'When the house came back, it was too late for this digest.', skip: 'stale' } as const

const emptyReason = (missing: readonly string[]) =>
  missing.length > 0
    ? `arXiv’s listing of ${missing.join(', ')} had not come when this digest could wait no longer.`
    : 'No paper of this list was new.'

const daysOf = (coverage: Coverage) => (coverage.kind === 'listings' ? listingDays(coverage) : [])

/** Where summer time parts two zones whose slots fall together, the issue covers what both miss: the ledger leaves out the rest. */
function widestCoverage(list: ListAddress, { schedules, slot }: DueIssue): Coverage {
  const coverages = schedules.map((schedule) => coverageOf(list, schedule, slot))
  const from = (coverage: Coverage) => (coverage.kind === 'listings' ? coverage.after : '')
  const [widest] = coverages.sort((a, b) => (from(a) < from(b) ? -1 : 1))
  if (!widest) throw new Error('an issue without a schedule')
  return widest
}

/** When the issue of that slot, or the last before it, was composed: what came later was too late for it. */
async function composedBy({ view, rhythm }: DueIssue, slot: Listings['lateSince']): Promise<Date> {
  const last = await db().issue.findFirst({
    where: { view, rhythm, slotAt: { lte: slot } },
    orderBy: { slotAt: 'desc' },
    select: { composedAt: true },
  })
  return last?.composedAt ?? slot
}
