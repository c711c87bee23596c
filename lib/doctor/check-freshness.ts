import type { Config } from '../config'
import { type Freshness, findFreshness } from '../ingest/freshness'
import { alarmInWords, gapInWords, sweepInWords, verdictInWords } from '../ingest/freshness-words'
import { GAP_DAYS, secondsSince, type Verdict } from '../ingest/judge-freshness'
import { broken, type Finding, fine, notice } from './finding'

/** Sweeps come every night of an announcement; after a long weekend the last is some four days old. */
const OLD_SWEEP_SECONDS = 5 * 24 * 3_600

/** arXiv being late is no fault of ours; two listings that nobody brought are worth a look. */
const JUDGED: Record<Verdict, typeof fine> = { fresh: fine, waiting: fine, late: notice, away: broken, unknown: notice }

/** Whether the newest listings are here, whole, of the usual size, and swept after. Needs the database. */
export async function checkFreshness({ categories, clock }: Pick<Config, 'categories' | 'clock'>): Promise<Finding[]> {
  return judgeFreshness(await findFreshness(categories, clock.now()))
}

/** One sentence each on listings, volume, gaps and sweeps. */
function judgeFreshness(freshness: Freshness): Finding[] {
  const { verdict, categories } = freshness
  return [
    JUDGED[verdict]('listings', verdictInWords(freshness)),
    ...categories.flatMap((about) => {
      const alarm = alarmInWords(about)
      return alarm ? [notice('volume', alarm)] : []
    }),
    judgeGaps(freshness),
    judgeSweep(freshness),
  ]
}

function judgeGaps({ verdict, categories }: Freshness): Finding {
  const gaps = categories.flatMap((about) => about.gaps)
  const [first] = gaps
  if (!first) {
    const sentence = `No listing of the last ${GAP_DAYS} days is known to be incomplete.`
    return verdict === 'unknown' ? notice('gaps', sentence) : fine('gaps', sentence)
  }
  const many = gaps.length === 1 ? 'One listing' : `${gaps.length} listings`
  const are = gaps.length === 1 ? 'is' : 'are'
  return notice('gaps', `${many} of the last ${GAP_DAYS} days ${are} not whole here. ${gapInWords(first)}`)
}

function judgeSweep({ sweep, repairs, at }: Freshness): Finding {
  const count = repairs.days.reduce((sum, day) => sum + day.count, 0)
  const sentence = `${sweepInWords(sweep)} Repairs in ${GAP_DAYS} days: ${count}.`
  const isRecent = sweep.finishedAt !== null && secondsSince(sweep.finishedAt, at) < OLD_SWEEP_SECONDS
  return isRecent && !sweep.trouble ? fine('sweep', sentence) : notice('sweep', sentence)
}
