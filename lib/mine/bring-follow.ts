import { Followed, follow } from '../community/follows/follow'
import { db } from '../database/client'
import { followedAddress } from '../views/following'
import type { Mine } from './archive'
import type { Imported } from './imported'

/** Follows an author or a category here as well. A person and a list of another site are somebody and something else here, whatever the name. */
export async function bringFollow(
  { what, name }: Mine['follows'][number],
  readerId: string,
  report: Imported,
  now: Date,
): Promise<void> {
  const leave = (why: string) => void report.left.push({ what: `following ${name}`, why })
  const view = Followed.safeParse(what).data
  const address = view && followedAddress(view)
  if (!address) return leave('people and lists belong to the site that they are on')
  if (await db().follow.count({ where: { readerId, view: address } })) {
    report.known += 1
    return
  }
  const outcome = await follow(view, readerId, now)
  if (outcome.status === 'done') report.taken.follows += 1
  else leave(outcome.status === 'refused' ? outcome.why : 'too much at once: bring it again in an hour')
}
