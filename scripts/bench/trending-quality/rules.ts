import { type Capture, momentOf } from '@/lib/signals/early-warning/daily-list'
import { type Model, predictUpvotes } from '@/lib/signals/early-warning/model'
import type { DailyEntry } from '@/lib/signals/hf-daily'
import { judgeBatch } from '@/lib/signals/judge-batch'
import type { Known } from '@/lib/signals/judge-observation'
import type { Observation } from '@/lib/signals/observation'
import { announcementTick } from '@/lib/trending/announcement-clock'
import { heat } from '@/lib/trending/heat'

/** Scores of the papers of the last capture, by what was seen until then. */
export type Rule = (captures: readonly Capture[]) => Map<string, number>

const HOUR_MS = 3_600_000

/** What a paper is known by at an instant, for rules that look only at the newest sight. */
const byEntry =
  (score: (entry: DailyEntry, listedAt: Date, at: Date) => number): Rule =>
  (captures) => {
    const last = captures.at(-1)
    return new Map(last?.entries.map((entry) => [entry.paperId, score(entry, listedAt(entry, last), last.at)]))
  }

const listedAt = ({ submittedAt }: DailyEntry, { day, at }: Capture) =>
  submittedAt && submittedAt < at ? submittedAt : new Date(day)

export const votesSoFar: Rule = byEntry(({ upvotes }) => upvotes)

/** Arc's source as kept in anarki, without penalties; upvotes are those beyond the submitter's own. */
export const hackerNews: Rule = byEntry(
  ({ upvotes }, listed, at) => upvotes ** 0.8 / ((at.getTime() - listed.getTime()) / HOUR_MS + 2) ** 1.8,
)

/** The source of 2017. */
export const reddit: Rule = byEntry(
  ({ upvotes }, listed) => Math.log10(Math.max(upvotes, 1)) + (listed.getTime() / 1000 - 1_134_028_003) / 45_000,
)

/** Hotness with no tags: half a point a comment, at most as many points as votes. */
export const lobsters: Rule = byEntry(
  ({ upvotes, comments }, listed) =>
    Math.log10(Math.max(upvotes + 1 + Math.min(upvotes, comments / 2), 1)) + listed.getTime() / 1000 / 79_200,
)

/** The product's own functions, look by look: what is believed, what it is worth, the clock, the score. Nobody votes here. */
export const ours: Rule = (captures) => replay(captures, () => null)

/** The same with a prediction at each look, worth as much as the upvotes that it expects. */
export const withEarlyWarning =
  (model: Model): Rule =>
  (captures) =>
    replay(captures, (entry, capture, before) => predictUpvotes(model, momentOf(entry, capture, before)))

type Predict = (entry: DailyEntry, capture: Capture, before: { upvotes: number; at: Date } | null) => number | null

function replay(captures: readonly Capture[], predict: Predict): Map<string, number> {
  const known = new Map<string, Known>()
  const before = new Map<string, { upvotes: number; at: Date }>()
  const terms = new Map<string, { tick: number; weight: number }[]>()
  for (const capture of captures) {
    const observations = capture.entries.flatMap((entry): (Observation & { of: string })[] => {
      const { paperId, upvotes, comments } = entry
      const predicted = predict(entry, capture, before.get(paperId) ?? null)
      before.set(paperId, { upvotes, at: capture.at })
      const own = { paperId, counts: 'from-zero' } as const
      return [
        { ...own, kind: 'hf_upvotes', value: upvotes, of: 'upvotes' },
        { ...own, kind: 'hf_comments', value: comments, of: 'comments' },
        // Weighed like upvotes: the cap that ships is 0 while nothing was learnt.
        ...(predicted === null ? [] : [{ ...own, kind: 'hf_upvotes' as const, value: predicted, of: 'prediction' }]),
      ]
    })
    const seen = observations.map((one) => ({ ...one, known: known.get(`${one.of} ${one.paperId}`) ?? null }))
    for (const { judged, value, paperId, of } of judgeBatch(seen, capture.at)) {
      known.set(`${of} ${paperId}`, {
        value,
        at: capture.at,
        credited: judged.credited,
        held: judged.status === 'held',
      })
      if (judged.status !== 'taken' || judged.weight === 0) continue
      terms.set(paperId, [...(terms.get(paperId) ?? []), { tick: announcementTick(capture.at), weight: judged.weight }])
    }
  }
  const last = captures.at(-1)
  return new Map(
    last?.entries.map((entry) => [
      entry.paperId,
      heat(announcementTick(listedAt(entry, last)), terms.get(entry.paperId) ?? []),
    ]),
  )
}
