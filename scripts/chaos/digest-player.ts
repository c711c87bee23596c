import { connect } from '@/lib/database/client'
import { log } from '@/lib/log'
import { type CrowdReport, playCrowd } from '@/tests/support/crash/crowd'
import { type Kill, type KillReport, playKill, type Scene } from '@/tests/support/crash/kill'
import { type PausedAt, type PauseReport, playPause, playTerm } from '@/tests/support/crash/pause'
import { openScene } from '@/tests/support/crash/scene'
import { openOwnDatabase } from '../own/own-database'
import type { Player } from './serve-player'

/** What can be done to senders. */
export type DigestTask =
  | { kind: 'kill'; kill: Kill }
  /** Asleep for so long, with a lease that lasts a third of it. */
  | { kind: 'pause'; name: string; at: PausedAt; pauseMs: number }
  | { kind: 'term'; name: string }
  | { kind: 'crowd'; rounds: number }

/** What came of it. */
export type DigestOutcome =
  | { kind: 'kill'; report: KillReport }
  | { kind: 'pause' | 'term'; name: string; report: PauseReport }
  | { kind: 'crowd'; report: CrowdReport }

const SLEEPERS = 5

/** Does things to real senders on a ledger of its own. */
export async function openDigestPlayer(): Promise<Player<DigestTask, DigestOutcome>> {
  // Every mail of a dead sender is told of; what counts is what arrived.
  log.level = 'silent'
  const database = await openOwnDatabase({ name: 'chaos', durable: false })
  connect(database.url)
  const scene = await openScene(database.url)
  return {
    play: (task) => play(scene, task),
    async close() {
      await scene.close()
      await database.close()
    },
  }
}

async function play(scene: Scene, task: DigestTask): Promise<DigestOutcome> {
  switch (task.kind) {
    case 'kill':
      return { kind: 'kill', report: await playKill(scene, task.kill) }
    case 'pause': {
      const { name, at, pauseMs } = task
      const leaseMs = Math.round(pauseMs / 3)
      return { kind: 'pause', name, report: await playPause(scene, { at, leaseMs, pauseMs, connections: SLEEPERS }) }
    }
    case 'term':
      return { kind: 'term', name: task.name, report: await playTerm(scene) }
    case 'crowd':
      return { kind: 'crowd', report: await playCrowd(task.rounds) }
  }
}
