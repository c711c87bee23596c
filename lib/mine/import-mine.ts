import { db } from '../database/client'
import { SubscribeForm } from '../subscriptions/request'
import { subscribe } from '../subscriptions/subscribe'
import type { Mine } from './archive'
import { awaitMarks } from './await-marks'
import { applyMarks } from './awaited'
import { bringFollow } from './bring-follow'
import { bringList } from './bring-list'
import type { Imported } from './imported'

/** Tables of an archive that hold nothing to take along. */
const OF_NO_USE = new Set([
  'sessions',
  'visits',
  'second_factors',
  'second_factor_setups',
  'recovery_codes',
  'feed_keys',
  'awaited_marks',
])

/**
 * Takes what a reader brings from another site: votes, which are shown and never rank, marks with their times, lists, follows, and digests. A second time
 * nothing is doubled. Papers that are not here are asked for. Digests come to the reader's address here, which they have proven.
 */
export async function importMine(
  mine: Mine,
  reader: { id: string; email: string },
  { now, peer, network }: { now: Date; peer: string; network: string },
): Promise<Imported> {
  const report: Imported = {
    taken: { vote: 0, saved: 0, dismissed: 0, digests: 0, listed: 0, follows: 0 },
    known: 0,
    awaited: 0,
    left: [],
  }
  for (const [kind, marks] of [
    ['vote', mine.votes],
    ['saved', mine.saved],
    ['dismissed', mine.dismissed],
  ] as const) {
    const rows = [...new Map(marks.map(({ paper, at }) => [paper, { paper, at: at > now ? now : at }])).values()]
    const taken = await applyMarks(reader.id, kind, rows)
    report.taken[kind] += taken
    report.known += rows.length - taken - (await awaitMarks(reader.id, kind, rows, report, now))
  }
  for (const list of mine.lists) await bringList(list, reader.id, report, now)
  for (const followed of mine.follows) await bringFollow(followed, reader.id, report, now)
  for (const digest of mine.digests) await bringDigest(digest, reader, { now, peer, network }, report)
  for (const [table, rows] of Object.entries(mine.rows))
    if (rows.length > 0 && !OF_NO_USE.has(table))
      report.left.push({
        what: `${rows.length} of ${table.replaceAll('_', ' ')}`,
        why: 'belongs to what was written and decided there',
      })
  return report
}

type Door = { now: Date; peer: string; network: string }

async function bringDigest(
  digest: Mine['digests'][number],
  reader: { id: string; email: string },
  { now, ...door }: Door,
  report: Imported,
) {
  const leave = (why: string) => void report.left.push({ what: `the digest of ${digest.view}`, why })
  if (digest.state !== 'active' && digest.state !== 'paused') return leave(`it is ${digest.state} there`)
  if (digest.view.startsWith('/for-you')) return leave('a personal list is learned anew here: ask for it at /for-you')
  const { view, name, rhythm, hour, zone, papers, shape } = digest
  const typed = {
    email: reader.email,
    view,
    name: name ?? '',
    rhythm,
    hour: String(hour),
    zone,
    papers: String(papers),
    shape,
  }
  const form = SubscribeForm.safeParse(typed)
  if (!form.success) return leave(form.error.issues[0]?.message ?? 'it is no list of this site')
  const same = { readerId: reader.id, view: form.data.view, rhythm: form.data.rhythm }
  if (await db().subscription.count({ where: same })) {
    report.known += 1
    return
  }
  const outcome = await subscribe(form.data, { ...door, signedIn: { email: reader.email } }, now)
  if (outcome.status === 'confirmed') report.taken.digests += 1
  else
    leave(
      outcome.status === 'full'
        ? 'you have as many digests as one can have'
        : 'too much at once: bring it again in an hour',
    )
}
