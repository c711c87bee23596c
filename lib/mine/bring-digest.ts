import { db } from '../database/client'
import { paths } from '../paths'
import { pause } from '../subscriptions/changes'
import { listPath, parseListAddress } from '../subscriptions/list-address'
import { SubscribeForm } from '../subscriptions/request'
import { type SubscribeOutcome, subscribe } from '../subscriptions/subscribe'
import { findProfile } from '../views/people'
import type { View } from '../views/view'
import type { Mine } from './archive'
import type { Imported } from './imported'

/** When, and from where somebody brings an archive. */
export interface Door {
  now: Date
  peer: string
  network: string
}

/**
 * Subscribes the reader to the same list here, in the same rhythm; paused there, it rests here as well. What is the reader's own has another
 * address here.
 * @param keys of the reader's own lists, there and here
 */
export async function bringDigest(
  digest: Mine['digests'][number],
  keys: ReadonlyMap<string, string>,
  reader: { id: string; email: string },
  { now, ...door }: Door,
  report: Imported,
): Promise<void> {
  const leave = (why: string) => void report.left.push({ what: `the digest of ${digest.view}`, why })
  if (digest.state !== 'active' && digest.state !== 'paused') return leave(`it is ${digest.state} there`)
  if (digest.view.startsWith(`${paths.forYou}/`))
    return leave('a personal list is learned anew here: ask for it at /for-you')
  const { name, rhythm, hour, zone, papers, shape } = digest
  const form = SubscribeForm.safeParse({
    ...{ email: reader.email, view: await addressHere(digest.view, keys, reader.id), name: name ?? '' },
    ...{ rhythm, hour: String(hour), zone, papers: String(papers), shape },
  })
  if (!form.success) return leave(form.error.issues[0]?.message ?? 'it is no list of this site')
  const { view } = form.data
  if (await isNobodys(view)) return leave('nobody goes by that name here')
  if (await db().subscription.count({ where: { readerId: reader.id, view, rhythm: form.data.rhythm } })) {
    report.known += 1
    return
  }
  const outcome = await subscribe(form.data, { ...door, signedIn: { email: reader.email } }, now)
  if (outcome.status !== 'confirmed') return leave(WHY[outcome.status])
  report.taken.digests += 1
  if (digest.state === 'paused') await pause(outcome.subscriptionId, digest.pausedUntil)
}

const AGAIN = 'too much at once: bring it again in an hour'
const WHY: Record<Exclude<SubscribeOutcome['status'], 'confirmed'>, string> = {
  full: 'you have as many digests as one can have',
  'not-yours': 'nothing of that address is here that you may read',
  undeliverable: 'your address takes no mail',
  busy: AGAIN,
  'ask-again': AGAIN,
  asked: AGAIN,
}

/** The address here of what is at an address there: of lists that were brought, and of what the reader follows. */
async function addressHere(there: string, keys: ReadonlyMap<string, string>, readerId: string): Promise<string> {
  const list = parseListAddress(there)
  const view = list && (await viewHere(list.view, keys, readerId))
  return list && view ? listPath({ ...list, view }) : there
}

async function viewHere(view: View, keys: ReadonlyMap<string, string>, readerId: string): Promise<View> {
  if (view.kind === 'list') return { ...view, key: keys.get(view.key) ?? view.key }
  if (view.kind !== 'following') return view
  const { followingKey } = await db().reader.findUniqueOrThrow({
    where: { id: readerId },
    select: { followingKey: true },
  })
  return { ...view, key: followingKey }
}

async function isNobodys(path: string): Promise<boolean> {
  const view = parseListAddress(path)?.view
  return view?.kind === 'person' && (await findProfile(view.name)) === null
}
