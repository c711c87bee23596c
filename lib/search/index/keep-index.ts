import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../../log'
import { type BuildDeps, buildIndex, dropUnused } from './build-index'
import { findFault } from './check-index'
import { foldChanges, hasGaps } from './fold-changes'
import { asKeeper } from './keepers-lock'
import { type OpenLance, openLance } from './lance'
import { findLag, findState, type IndexState } from './state'
import { tryPlace } from './try-place'

/** So many changes are taken in at once; fewer when they have waited. */
const FOLD_CHANGES = 1_000
const FOLD_AFTER_MS = 6 * 3_600_000
const GAPS_AFTER_MS = 10 * 60_000
/** Trouble on the way to a bucket that lasts longer is told by errors that are known. */
const SECOND_LOOK_MS = 30_000
/** Where a fifth of the index changed, making it anew costs less. */
const BUILD_SHARE = 0.2

export interface KeepDeps extends Omit<BuildDeps, 'open'> {
  databaseUrl: string
  /** Make it anew, whatever it is like. */
  anew?: boolean
  /** How long it waits before it believes an error of no known kind. */
  wait?: () => Promise<unknown>
}

/** What was done. `busy`: somebody else is at work; `unsupported`: the engine does not run on this machine. */
export type Kept =
  | { status: 'built'; papers: number; why: string }
  | { status: 'folded'; papers: number }
  | { status: 'fine' | 'busy' | 'unsupported' }

/** Brings the index to where it has to be: looks whether it is whole, makes it anew where it is not, and takes in what changed. */
export async function keepIndex({ databaseUrl, anew, ...deps }: KeepDeps): Promise<Kept> {
  const { wait = () => pause(SECOND_LOOK_MS, undefined, { signal: deps.signal }) } = deps
  const opened = await openLance()
  if (!opened) return { status: 'unsupported' }
  const kept = await asKeeper(databaseUrl, async (): Promise<Kept> => {
    await dropUnused(opened)
    const state = await findState()
    const { why, open } = anew ? { why: 'it was asked for', open: opened } : await lookAt(opened, state, wait)
    const lag = await findLag()
    if (!state || why !== null || lag.changes > Math.max(FOLD_CHANGES, state.papers * BUILD_SHARE)) {
      log.info({ why: why ?? 'much has changed' }, 'the search index is made anew')
      const { papers } = await buildIndex({ ...deps, open })
      return { status: 'built', papers, why: why ?? 'much has changed' }
    }
    if (!isFoldDue(lag, deps.now) && !areGapsDue(state, deps.now)) return { status: 'fine' }
    return { status: 'folded', ...(await foldChanges(open, state, deps.now)) }
  })
  return kept ?? { status: 'busy' }
}

/** Why an index is to be made anew, or null; and the engine to go on with. */
interface Looked {
  why: string | null
  open: OpenLance
}

/**
 * An error that nobody knows is taken for damage, which does not mend itself, when an index that was opened anew, later, gives one again, and the
 * place can keep another.
 * @throws UpstreamError when the place cannot be read, or keeps no index
 */
async function lookAt(open: OpenLance, state: IndexState | null, wait: () => Promise<unknown>): Promise<Looked> {
  if (!state) return { why: 'there is none', open }
  const fault = await findFault(open, state)
  if (!fault || fault.isSure) return { why: fault?.what ?? null, open }
  log.warn({ reason: fault.what }, 'the search index could not be read, and is looked at once more')
  await wait()
  const anew = (await openLance({ anew: true })) ?? open
  const again = await findFault(anew, state)
  if (again && !again.isSure) await tryPlace(anew)
  return { why: again?.what ?? null, open: anew }
}

/** Whether there is something to do that needs no look at the index itself: asked every few seconds. */
export async function isKeepDue(now: Date): Promise<boolean> {
  const [state, lag]: [IndexState | null, Awaited<ReturnType<typeof findLag>>] = await Promise.all([
    findState(),
    findLag(),
  ])
  return !state || isFoldDue(lag, now) || areGapsDue(state, now)
}

/** The server of vectors that was away is asked again now and then. */
const areGapsDue = (state: IndexState, now: Date): boolean =>
  hasGaps(state) && now.getTime() - state.foldedAt.getTime() > GAPS_AFTER_MS

const isFoldDue = ({ changes, oldestAt }: { changes: number; oldestAt: Date | null }, now: Date) =>
  changes >= FOLD_CHANGES || (oldestAt !== null && now.getTime() - oldestAt.getTime() > FOLD_AFTER_MS)
