import type { SignedInReader } from '../accounts/session'
import { may } from '../community/permissions'
import { findPerson } from '../community/person'
import type { Mine } from './archive'
import { awaitMarks } from './await-marks'
import { applyMarks } from './awaited'
import { bringDigest, type Door } from './bring-digest'
import { bringFollow } from './bring-follow'
import { bringList } from './bring-list'
import { bringSent } from './bring-sent'
import { bringSettings } from './bring-settings'
import type { Imported } from './imported'
import { leftOf } from './left-behind'

/**
 * Takes what a reader brings from another site: votes, which are shown and never rank, marks with their times, lists, follows, digests and what
 * they brought, settings; whatever else there is, is told with the reason. A second time nothing is doubled. It gives nobody more than the
 * forms do. Papers that are not here are asked for. Digests come to the reader's address here, which they have proven.
 */
export async function importMine(mine: Mine, reader: SignedInReader, door: Door): Promise<Imported> {
  const report: Imported = {
    taken: { vote: 0, saved: 0, dismissed: 0, digests: 0, lists: 0, listed: 0, follows: 0, sent: 0, settings: 0 },
    known: 0,
    awaited: 0,
    otherwise: [],
    left: [],
  }
  const person = await findPerson(reader)
  await bringMarks(mine, reader.id, may(person, 'vote'), report, door.now)
  await bringSettings(mine.settings, reader.id, may(person, 'choose-name'), report)
  /** Of lists: their keys there, and here. */
  const keys = new Map<string, string>()
  for (const list of mine.lists) {
    const key = await bringList(list, reader.id, report, door.now)
    if (key) keys.set(list.key, key)
  }
  // The last that is followed stands first in an archive.
  for (const followed of mine.follows.toReversed()) await bringFollow(followed, keys, reader.id, report, door.now)
  for (const digest of mine.digests) await bringDigest(digest, keys, reader, door, report)
  await bringSent(mine.sent, reader.id, report, door.now)
  tellLeft(mine.rows, report)
  return report
}

async function bringMarks(mine: Mine, readerId: string, mayVote: boolean, report: Imported, now: Date): Promise<void> {
  if (!mayVote && mine.votes.length > 0)
    report.left.push({ what: `${mine.votes.length} votes`, why: 'a moderator banned you here' })
  for (const [kind, marks] of [
    ['vote', mayVote ? mine.votes : []],
    ['saved', mine.saved],
    ['dismissed', mine.dismissed],
  ] as const) {
    const rows = [...new Map(marks.map(({ paper, at }) => [paper, { paper, at: at > now ? now : at }])).values()]
    const taken = await applyMarks(readerId, kind, rows)
    report.taken[kind] += taken
    report.known += rows.length - taken - (await awaitMarks(readerId, kind, rows, report, now))
  }
}

/** Tables of one reason in one line. */
function tellLeft(rows: Mine['rows'], report: Imported): void {
  const byReason = new Map<string, string[]>()
  for (const [table, { length }] of Object.entries(rows)) {
    if (length === 0) continue
    const { words, why } = leftOf(table)
    byReason.set(why, [...(byReason.get(why) ?? []), `${words} (${length})`])
  }
  for (const [why, what] of byReason) report.left.push({ what: what.join(', '), why })
}
