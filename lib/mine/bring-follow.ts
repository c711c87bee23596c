import { Followed, follow, followTarget } from '../community/follows/follow'
import { db } from '../database/client'
import { paths } from '../paths'
import type { View } from '../views/view'
import type { Mine } from './archive'
import type { Imported } from './imported'

/**
 * Follows it here as well: an author or a category, a list of the same address, their own lists, and whoever goes by the same name here, who may
 * be somebody else; that is told.
 * @param keys of the reader's own lists, there and here
 */
export async function bringFollow(
  { what, name, at }: Mine['follows'][number],
  keys: ReadonlyMap<string, string>,
  readerId: string,
  report: Imported,
  now: Date,
): Promise<void> {
  const told = { what: `following ${name}` }
  const leave = (why: string) => void report.left.push({ ...told, why })
  const there = Followed.safeParse(what).data
  if (!there)
    return leave(what ? 'that is nothing that can be followed here' : 'it is closed there, or goes by no name')
  const view = there.kind === 'list' ? { ...there, key: keys.get(there.key) ?? there.key } : there
  const target = await followTarget(view, readerId)
  if (!target) return leave(MISSING[view.kind] ?? 'it is not here')
  if (await db().follow.count({ where: { readerId, ...target } })) {
    report.known += 1
    return
  }
  const outcome = await follow(view, readerId, at > now ? now : at)
  if (outcome.status === 'done') {
    report.taken.follows += 1
    if (view.kind === 'person')
      report.otherwise.push({ ...told, why: `see at ${paths.person(view.name)} whether it is the same person` })
  } else if (outcome.status === 'yourself') leave('that is you')
  else if (outcome.status === 'refused') leave(outcome.why)
  else leave(outcome.status === 'busy' ? 'too much at once: bring it again in an hour' : 'it is not here')
}

const MISSING: Partial<Record<View['kind'], string>> = {
  person: 'nobody goes by that name here',
  list: 'no list of that address is here that you may read',
}
