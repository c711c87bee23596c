import type { ChildProcess } from 'node:child_process'
import { eventually } from '../eventually'
import { isInWindow, type Point } from './points'
import { type Programs, startProgram } from './processes'
import type { DatabaseProxy } from './proxy'
import type { Sink } from './sink-handle'
import type { Stage } from './sink-words'
import {
  countIn,
  countWaiting,
  endBackends,
  environmentOf,
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
  /** Ledger rows that say that they do not know. */
  unknown: number
  /** Promises that were broken, in words. */
  violations: string[]
}

export interface Scene {
  programs: Programs
  sink: Sink
  proxy: DatabaseProxy
}

export interface Kill {
  point: Point
  connections: 1 | 10
  policy: 'skip' | 'resend'
  /** Mails that are sent before it comes to it. */
  before: number
}

const LEASE_MS = 60_000
const patience = { withinMs: 30_000, everyMs: 4 }

/** Starts a sender, kills it at this point, lets another do the rest, and counts. */
export async function playKill(scene: Scene, { point, connections, policy, before }: Kill): Promise<KillReport> {
  const mails = connections === 1 ? 4 : READERS
  const settings = { smtpUrl: scene.sink.url, connections, unknown: policy }
  await scene.sink.order({ forget: true })
  await layOut(point === 'S10' ? 'slots' : 'mails', mails)

  const args = [String(LEASE_MS), point === 'S10' ? 'freeze' : 'deliver']
  const start = () => startProgram(scene.programs.sender, args, environmentOf(settings, scene.proxy.url))
  const reached = REACH[point] ?? REACH.S4
  const held = Math.min(connections, mails - before)
  const { child, ended, after } = await reached(scene, { start, held, before })
  child.kill('SIGKILL')
  await ended
  await endBackends(scene.proxy.ports)
  scene.proxy.cut()
  await after?.()
  await scene.sink.order({})

  await recover(settings)
  return judge({ point, connections, policy, mails }, scene.sink.accepted, await statesByAddress())
}

type Reach = (
  scene: Scene,
  act: { start: () => ReturnType<typeof startProgram>; held: number; before: number },
) => Promise<{ child: ChildProcess; ended: Promise<void>; after?: () => Promise<void> }>

/** So many conversations have come to this stage, each with its mail in the sender's hand. */
const at =
  (stage: Stage): Reach =>
  async ({ sink }, { start, held, before }) => {
    const mailless = stage === 'connect' || stage === 'hello'
    await sink.order({ holdAt: stage, letThrough: mailless ? 0 : before })
    const started = start()
    await eventually(() => sink.held >= held, patience)
    // Those that went before are written down: nothing is in its window but what is held there.
    if (!mailless) await eventually(async () => (await countIn('accepted')) >= before, patience)
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
    const lock = await lockTable('deliveries')
    await scene.sink.order({})
    await eventually(async () => scene.sink.bodies >= act.held && (await countWaiting()) > 0, patience)
    return { ...started, after: lock.release }
  },
  async S6(scene, act) {
    const started = await at('data')(scene, act)
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
function lockedOut(table: 'deliveries' | 'sent_papers'): Reach {
  return async ({ proxy }, { start }) => {
    const lock = await lockTable(table)
    const started = start()
    // Until it has found the database, there is nothing to ask it about.
    await eventually(() => proxy.ports.length > 0, patience)
    await eventually(async () => (await countWaiting()) > 0, patience)
    return { ...started, after: lock.release }
  }
}

function judge(
  kill: Pick<KillReport, 'point' | 'connections' | 'policy' | 'mails'>,
  accepted: ReadonlyMap<string, number>,
  states: ReadonlyMap<string, string>,
): KillReport {
  const lost = kill.mails - accepted.size
  const doubled = [...accepted.values()].filter((count) => count > 1).length
  const unknown = [...states.values()].filter((state) => state === 'unknown').length
  const open = [...states.values()].filter((state) => !['accepted', 'unknown'].includes(state)).length
  const bound = isInWindow(kill.point) ? kill.connections : 0
  const faults: [boolean, string][] = [
    [states.size !== kill.mails, `${states.size} rows for ${kill.mails} mails`],
    [open > 0, `${open} mails were not settled`],
    [lost > (kill.policy === 'skip' ? bound : 0), `${lost} lost`],
    [doubled > (kill.policy === 'skip' ? 0 : bound), `${doubled} doubled`],
    [unknown > (kill.policy === 'skip' ? bound : 0), `${unknown} unknown`],
    [lost > unknown, `${lost} lost, of which the ledger owns up to ${unknown}`],
    [[...accepted.values()].some((count) => count > 2), 'a mail came three times'],
  ]
  return { ...kill, lost, doubled, unknown, violations: faults.filter(([is]) => is).map(([, text]) => text) }
}
