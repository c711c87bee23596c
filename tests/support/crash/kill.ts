import { eventually } from '../eventually'
import { isInWindow, type Point } from './points'
import type { Senders, Started } from './processes'
import type { DatabaseProxy } from './proxy'
import type { Sink } from './sink-handle'
import type { Stage } from './sink-words'
import {
  countIn,
  countWaiting,
  endBackends,
  environmentOf,
  type LockedTable,
  layOut,
  lockTable,
  READERS,
  recover,
  statesByAddress,
} from './stage'

/** What one kill was, and what it cost. */
export interface KillReport {
  point: Point
  connections: number
  policy: 'skip' | 'resend'
  mails: number
  lost: number
  doubled: number
  /** Mails of which, when it died, the mark was committed and no reply was recorded: all that the kill may cost. */
  inWindow: number
  /** Ledger rows that say that they do not know. */
  unknown: number
  /** Promises that were broken, in words. */
  violations: string[]
}

export interface Scene {
  senders: Senders
  sink: Sink
  proxy: DatabaseProxy
}

export interface Kill {
  point: Point
  connections: 1 | 10
  policy: 'skip' | 'resend'
  /** Mails that are sent before it comes to it. */
  before: number
  /** It dies as soon as it is there: what was accepted just before may not be written down yet. Else that is waited for. */
  isHurried?: boolean
}

const LEASE_MS = 60_000
const patience = { withinMs: 30_000, everyMs: 4 }

/** Starts a sender, kills it at this point, lets another do the rest, and counts. */
export async function playKill(
  scene: Scene,
  { point, connections, policy, before, isHurried = false }: Kill,
): Promise<KillReport> {
  const mails = connections === 1 ? 4 : READERS
  const settings = { smtpUrl: scene.sink.url, connections, unknown: policy }
  await scene.sink.order({ forget: true })
  await layOut(point === 'S10' ? 'slots' : 'mails', mails)

  const args = [String(LEASE_MS), point === 'S10' ? 'freeze' : 'deliver']
  const start = () => scene.senders.start(args, environmentOf(settings, scene.proxy.url))
  const reached = REACH[point] ?? REACH.S4
  const held = Math.min(connections, mails - before)
  const { child, ended, after } = await reached(scene, { start, held, before, isHurried })
  child.kill('SIGKILL')
  await ended
  await endBackends(scene.proxy.ports)
  scene.proxy.cut()
  const left = await statesByAddress()
  await after?.()
  await scene.sink.order({})

  await recover(settings)
  return judge({ point, connections, policy, mails, isHurried }, left, scene.sink.accepted, await statesByAddress())
}

type Reach = (
  scene: Scene,
  act: { start: () => Started; held: number; before: number; isHurried: boolean },
) => Promise<Started & { after?: () => Promise<void> }>

/** So many conversations have come to this stage, each with its mail in the sender's hand. */
const at =
  (stage: Stage): Reach =>
  async ({ sink }, { start, held, before, isHurried }) => {
    const mailless = stage === 'connect' || stage === 'hello'
    await sink.order({ holdAt: stage, letThrough: mailless ? 0 : before })
    const started = start()
    await eventually(() => sink.held >= held, patience)
    // Those that went before are written down: nothing is in its window but what is held there.
    if (!mailless && !isHurried) await eventually(async () => (await countIn('accepted')) >= before, patience)
    return started
  }

/** How a sender comes to each point; what it waits for there is the server's answer, or the database's. */
const REACH: Partial<Record<Point, Reach>> & { S4: Reach } = {
  S0: lockedOut('deliveries'),
  S1: at('connect'),
  S2: at('hello'),
  S3: at('mail'),
  S4: at('recipient'),
  async S5(scene, act) {
    const started = await at('data')(scene, act)
    return whileLocked('deliveries', async () => {
      await scene.sink.order({})
      await eventually(async () => scene.sink.bodies >= act.held && (await countWaiting()) > 0, patience)
      return started
    })
  },
  async S6(scene, act) {
    // A gate waits for the outcome before it, which could not be told once the database's answers are stopped.
    const started = await at('data')(scene, { ...act, isHurried: false })
    scene.proxy.hold('to client')
    await scene.sink.order({})
    await eventually(async () => (await countIn('finishing')) > 0, patience)
    return started
  },
  S7: at('dot'),
  async S8(scene, act) {
    const started = await at('dot')(scene, act)
    scene.proxy.hold('to server')
    await scene.sink.order({})
    await eventually(() => scene.proxy.stopped > 0, patience)
    return started
  },
  S9: at('recipient'),
  S10: lockedOut('sent_papers'),
  async S11(scene, act) {
    const started = await at('recipient')(scene, act)
    started.child.kill('SIGTERM')
    return started
  },
}

/** It waits for a table, with what it wants to write there not written. */
function lockedOut(table: LockedTable): Reach {
  return ({ proxy }, { start }) =>
    whileLocked(table, async () => {
      const started = start()
      // Until it has found the database, there is nothing to ask it about.
      await eventually(() => proxy.ports.length > 0, patience)
      await eventually(async () => (await countWaiting()) > 0, patience)
      return started
    })
}

/** Nobody else writes to this table from before it comes to it until it is over. */
async function whileLocked(table: LockedTable, reach: () => Promise<Started>) {
  const { release } = await lockTable(table)
  try {
    return { ...(await reach()), after: release }
  } catch (error) {
    await release()
    throw error
  }
}

/** @param left what the ledger said of each mail when its sender was dead; `states` what it says in the end */
function judge(
  kill: Pick<KillReport, 'point' | 'connections' | 'policy' | 'mails'> & { isHurried: boolean },
  left: ReadonlyMap<string, string>,
  accepted: ReadonlyMap<string, number>,
  states: ReadonlyMap<string, string>,
): KillReport {
  const { isHurried, ...what } = kill
  const isSkipped = kill.policy === 'skip'
  const addresses = [...states.keys()]
  const window = new Set(addresses.filter((address) => left.get(address) === 'finishing'))
  const lost = addresses.filter((address) => !accepted.has(address))
  const doubled = addresses.filter((address) => (accepted.get(address) ?? 0) > 1)
  const unknown = addresses.filter((address) => states.get(address) === 'unknown')
  const open = addresses.filter((address) => !['accepted', 'unknown'].includes(states.get(address) ?? ''))
  const outside = (some: string[]) => some.filter((address) => !window.has(address)).length
  const faults: [boolean, string][] = [
    [states.size !== kill.mails, `${states.size} rows for ${kill.mails} mails`],
    [open.length > 0, `${open.length} mails were not settled`],
    [window.size > kill.connections, `${window.size} in the window of ${kill.connections} connections`],
    [!isInWindow(kill.point) && !isHurried && window.size > 0, `${window.size} in the window, at ${kill.point}`],
    [outside(lost) > 0, `${outside(lost)} lost outside the window`],
    [outside(doubled) > 0, `${outside(doubled)} doubled outside the window`],
    [outside(unknown) > 0, `${outside(unknown)} unknown outside the window`],
    [isSkipped && doubled.length > 0, `${doubled.length} doubled in spite of skip`],
    [isSkipped && unknown.length !== window.size, `${unknown.length} unknown, of ${window.size} in the window`],
    [!isSkipped && lost.length > 0, `${lost.length} lost in spite of resend`],
    [!isSkipped && unknown.length > 0, `${unknown.length} left unknown in spite of resend`],
    [[...accepted.values()].some((count) => count > 2), 'a mail came three times'],
    [[...accepted.keys()].some((address) => !states.has(address)), 'a mail came to somebody else'],
  ]
  return {
    ...what,
    lost: lost.length,
    doubled: doubled.length,
    inWindow: window.size,
    unknown: unknown.length,
    violations: faults.filter(([is]) => is).map(([, text]) => text),
  }
}
