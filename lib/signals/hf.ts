import { db } from '../database/client'
import { conditionsFor, noteUnchanged, rememberCopy } from '../upstream/copies'
import { listDueDays } from './daily-plan'
import { MODEL } from './early-warning/model'
import { predictionsOf } from './early-warning/predictions'
import { type DailyEntry, parseDailyPapers } from './hf-daily'
import type { Observation } from './observation'
import { observe } from './observe'
import { linkRepositories } from './repositories'
import { askSignal, type SignalSettings } from './settings'
import type { SourceReport } from './source-report'

const PAGE_SIZE = 100
const MAX_PAGES = 5

/**
 * Looks at the daily lists of Hugging Face that are due: upvotes and comments of each paper that is here, and the repositories that their
 * authors linked. Unchanged pages cost one conditional question.
 * @throws UpstreamError when a list cannot be read; what was read before is kept
 */
export async function readHf(settings: SignalSettings): Promise<SourceReport> {
  const ask = askSignal(settings, 'hf')
  const report = { asked: 0, told: 0, taken: 0, held: 0 }
  const addressOf = (day: string, page: number) => {
    const query = new URLSearchParams({ date: day, limit: String(PAGE_SIZE), p: String(page) })
    return new URL(`${settings.hfUrl}/api/daily_papers?${query}`)
  }
  const isUnseen = await hasNewerPapers()
  for (const day of await dueDays(settings.clock.now(), (day) => addressOf(day, 0).href)) {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const url = addressOf(day, page)
      const answer = await ask(url, (await isUnseen(url.href)) ? {} : await conditionsFor(url.href))
      const at = settings.clock.now()
      report.asked += 1
      if (answer.status === 304) {
        await noteUnchanged(url.href, at)
        if (!(await isKnown(addressOf(day, page + 1).href))) break
        continue
      }
      const { entries, length } = parseDailyPapers(answer.text, url.host)
      await linkRepositories(entries.flatMap(linkOf), at)
      const predicted = await predictionsOf(settings.model ?? MODEL, entries, { day, at })
      const seen = await observe([...entries.flatMap(observationsOf), ...predicted], at)
      // What waits to be confirmed is to be told again.
      if (seen.held === 0) await rememberCopy(url.href, answer.headers, at)
      report.told += entries.length
      report.taken += seen.taken
      report.held += seen.held
      if (length < PAGE_SIZE) break
    }
  }
  return report
}

async function dueDays(now: Date, address: (day: string) => string): Promise<string[]> {
  const all = listDueDays(now, () => undefined)
  const copies = await db().feedCopy.findMany({ where: { url: { in: all.map(address) } } })
  const lookedAt = new Map(copies.map(({ url, checkedAt }) => [url, checkedAt]))
  return listDueDays(now, (day) => lookedAt.get(address(day)))
}

/** Whether papers came since a page was last looked at: an answer that did not change could tell of them all the same. */
async function hasNewerPapers(): Promise<(url: string) => Promise<boolean>> {
  const [row] = await db().$queryRaw<[{ at: Date | null }]>`
    select max(p.first_seen_at) as at from paper_standings s join papers p on p.id = s.paper_id
    where s.listed_at > (select max(listed_at) from paper_standings) - interval '14 days'`
  return async (url) => {
    const copy = await db().feedCopy.findUnique({ where: { url }, select: { checkedAt: true } })
    return copy !== null && row.at !== null && row.at > copy.checkedAt
  }
}

const isKnown = async (url: string) => (await db().feedCopy.count({ where: { url } })) > 0

const observationsOf = ({ paperId, upvotes, comments }: DailyEntry): Observation[] => [
  { paperId, kind: 'hf_upvotes', value: upvotes, counts: 'from-zero' },
  { paperId, kind: 'hf_comments', value: comments, counts: 'from-zero' },
]

const linkOf = ({ paperId, repository }: DailyEntry) =>
  repository ? [{ paperId, repository, foundIn: 'hf' as const }] : []
