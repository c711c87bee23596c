import type { BatchState } from '@/generated/prisma/client'
import { instantInWords, shortDay } from './calendar-words'
import type { Freshness } from './freshness'
import type { CategoryFreshness, DayRecord, Gap, ListingCounts } from './judge-freshness'
import type { RepairDay, RepairKind, Sweep } from './list-repairs'

/** The whole in one sentence. Pure, like everything here. */
export function verdictInWords({ verdict, isSample, dueDay, categories }: Freshness): string {
  const day = shortDay(dueDay)
  const named = listed(categories.filter((one) => one.verdict === verdict).map(({ category }) => category))
  switch (verdict) {
    case 'fresh':
      return `Everything is here up to the listing of ${day}.`
    case 'waiting':
      return `The listing of ${day} is looked for and has not come yet: ${named}.`
    case 'late':
      return `The listing of ${day} is late: ${named}.`
    case 'away':
      return `${behindInWords(Math.max(...categories.map(({ behind }) => behind)))} up to ${day} have not come: ${named}.`
    case 'unknown':
      return isSample
        ? 'arXiv could not be reached yet: only the papers that come with the program are here.'
        : 'Nothing was heard from arXiv yet.'
  }
}

const STATES: Record<BatchState, string> = {
  waiting: 'not there yet',
  complete: 'complete',
  quiet: 'no papers that day',
  holiday: 'a holiday at arXiv',
  late: 'late',
  failed: 'could not be read',
}

/** How a category's newest known day stands. */
export function lastInWords({ last, newestDay, behind, gaps }: CategoryFreshness): string {
  if (!last) return 'Nothing was heard of it yet.'
  const state = stateInWords(last, gaps.find(({ day }) => day === last.day)?.missing ?? 0)
  const newest = newestDay && newestDay !== last.day ? ` The newest papers here are of ${shortDay(newestDay)}.` : ''
  const missed = behind > 1 ? ` ${behindInWords(behind)} have not come.` : ''
  return `${shortDay(last.day)}: ${state}${newest}${missed}`.trim()
}

/** What the feed listed is told by the counts. */
function stateInWords({ state, reason, listed: told }: DayRecord, missing: number): string {
  if (missing > 0) return `${papers(missing)} fewer here than at arXiv.`
  if (!state) return 'its papers are here.'
  return state === 'complete' && told ? `${STATES[state]}.` : `${STATES[state]}. ${reason}`
}

const behindInWords = (behind: number) => (behind === 1 ? 'One listing' : `${behind} listings`)

/** Ours against arXiv's counts of one day; null where there is nothing to count. */
export function countsInWords({ here, listed: told, confirmed }: DayRecord): string | null {
  if (!told && !confirmed && here.new + here.cross + here.replaced === 0) return null
  const ours = `Here: ${counted(here)} and ${here.replaced} replaced.`
  const feed = told ? ` arXiv’s feed: ${counted(told)} and ${told.replaced} replaced.` : ''
  const sweep = confirmed ? ` arXiv’s records, counted at night: ${counted(confirmed)}.` : ''
  return ours + feed + sweep
}

const counted = ({ new: fresh, cross }: ListingCounts) => `${fresh} new, ${cross} cross-listed`

/** A gap, and what becomes of it. */
export const gapInWords = ({ category, day, missing }: Gap): string =>
  missing === null
    ? `${category}, ${shortDay(day)}: the listing was not read; the nightly sweep brings its papers.`
    : `${category}, ${shortDay(day)}: ${papers(missing)} fewer here than at arXiv.`

/** All gaps, the newest day first: listings that nobody read are one sentence a day, whatever the number of categories. */
export function gapsInWords(gaps: readonly Gap[]): string[] {
  const days = [...new Set(gaps.map(({ day }) => day))].sort().reverse()
  return days.flatMap((day) => {
    const ofDay = gaps.filter((gap) => gap.day === day)
    const unread = ofDay.filter(({ missing }) => missing === null)
    const [only] = unread
    const short = ofDay.filter(({ missing }) => missing !== null).map(gapInWords)
    if (!only) return short
    if (unread.length === 1) return [gapInWords(only), ...short]
    const named = listed(unread.map(({ category }) => category))
    return [
      `${shortDay(day)}: the listings of ${named} were not read; the nightly sweep brings their papers.`,
      ...short,
    ]
  })
}

/** That far fewer papers came than usual; null: they did not. */
export const alarmInWords = ({ category, alarm }: CategoryFreshness): string | null =>
  alarm &&
  `${category} has ${papers(alarm.papers)} in its newest listing, where ${alarm.usual} are usual on that weekday: something may be missing.`

const REPAIRED: Record<RepairKind, string> = {
  missed: 'that the feeds had missed',
  replacement: 'with a newer version than the feeds told',
  metadata: 'with corrected metadata',
  withdrawal: 'marked as withdrawn',
  categories: 'with other categories',
}

/** What one sweep put right. */
export const repairInWords = ({ kind, count }: Pick<RepairDay, 'kind' | 'count'>): string =>
  `${papers(count)} ${REPAIRED[kind]}`

/** When arXiv was swept last. */
export function sweepInWords({ finishedAt, running, trouble }: Sweep): string {
  const last = finishedAt ? `The last sweep ended at ${instantInWords(finishedAt)}.` : 'No sweep has ended yet.'
  const now = running > 0 ? ` ${running === 1 ? 'One set is' : `${running} sets are`} being walked through.` : ''
  return last + now + (trouble ? ` It waits: ${trouble}` : '')
}

const papers = (count: number) => (count === 1 ? '1 paper' : `${count} papers`)

const NAMED = 5

function listed(names: readonly string[]): string {
  const more = names.length - NAMED
  return names.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
