import { db } from '../../database/client'
import type { DailyEntry } from '../hf-daily'
import type { Observation } from '../observation'
import { hoursInto, momentOf } from './daily-list'
import { type Model, predictUpvotes } from './model'

/**
 * What the model expects of the papers of a list on its own day, as observations of their own kind: kept, judged and capped like any
 * other, so that a prediction is one more decayed term. None while the model learnt from nothing. Reads what was seen before, so call it
 * before the entries are kept.
 */
export async function predictionsOf(
  model: Model,
  entries: readonly DailyEntry[],
  { day, at }: { day: string; at: Date },
): Promise<Observation[]> {
  if (!model.origin || entries.length === 0 || hoursInto(day, at) >= 24) return []
  const rows = await db().$queryRaw<{ id: string; category: string; upvotes: number | null; at: Date | null }[]>`
    select p.id, p.primary_category as category, o.value as upvotes, o.at
    from papers p left join lateral (
      select value, at from observations o where o.paper_id = p.id and o.kind = 'hf_upvotes' order by at desc limit 1
    ) o on true
    where p.id = any(${entries.map(({ paperId }) => paperId)})`
  const here = new Map(rows.map((row) => [row.id, row]))
  return entries.flatMap((entry): Observation[] => {
    const row = here.get(entry.paperId)
    if (!row) return []
    const before = row.upvotes !== null && row.at ? { upvotes: row.upvotes, at: row.at } : null
    const value = predictUpvotes(model, momentOf(entry, { day, at, category: row.category }, before))
    return value === null ? [] : [{ paperId: entry.paperId, kind: 'early_warning', value, counts: 'from-zero' }]
  })
}
