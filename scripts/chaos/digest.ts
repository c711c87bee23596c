import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { log } from '@/lib/log'
import { playCrowd } from '@/tests/support/crash/crowd'
import { type Kill, type KillReport, playKill, type Scene } from '@/tests/support/crash/kill'
import { type PausedAt, playPause, playTerm } from '@/tests/support/crash/pause'
import { ALL_POINTS, isInWindow } from '@/tests/support/crash/points'
import { openScene } from '@/tests/support/crash/scene'
import { type DigestChaos, tellKills, tellOthers, tellSums } from './digest-tell'

/** How much of the crash matrix to play. */
export interface DigestRun {
  /** At each point, with one connection and with ten. */
  kills: number
  /** Rounds of two schedulers and five senders. */
  rounds: number
  /** How long a sender sleeps whose lease lasts a third of it. */
  pauseMs: number
  signal: AbortSignal
  say: (line: string) => void
}

/** Kills real senders, on an embedded PostgreSQL of its own, which is thrown away afterwards. */
export async function runDigestChaos(run: DigestRun) {
  // Every mail of a dead sender is told of; what counts is what arrived.
  log.level = 'silent'
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-chaos-'))
  const server = await startEmbedded({ dataDir, durable: false })
  try {
    await migrate(server.url)
    connect(server.url)
    const scene = await openScene(server.url)
    try {
      return answerOf(await playAll(scene, run), run.signal)
    } finally {
      await scene.close()
    }
  } finally {
    await disconnect()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function playAll(scene: Scene, run: DigestRun): Promise<DigestChaos> {
  const kills: KillReport[] = []
  for (const point of ALL_POINTS) {
    for (const connections of [1, 10] as const) kills.push(...(await playPoint(scene, { point, connections }, run)))
  }
  const { signal } = run
  return {
    kills,
    pauses: signal.aborted ? {} : await playPauses(scene, run),
    crowd: await playCrowd(signal.aborted ? 0 : run.rounds),
  }
}

async function playPoint(
  scene: Scene,
  where: Pick<Kill, 'point' | 'connections'>,
  { kills, signal, say }: DigestRun,
): Promise<KillReport[]> {
  const reports: KillReport[] = []
  for (let nth = 0; nth < kills && !signal.aborted; nth++) {
    const policy = isInWindow(where.point) && nth % 2 === 1 ? 'resend' : 'skip'
    const report = await playKill(scene, { ...where, policy, before: 1 + (nth % 3) })
    reports.push(report)
    for (const violation of report.violations) say(`BROKEN at kill ${nth}: ${violation}`)
  }
  const connections = where.connections === 1 ? '1 connection' : `${where.connections} connections`
  say(`${where.point} with ${connections}: ${tellSums(reports)}`)
  return reports
}

async function playPauses(scene: Scene, { pauseMs }: DigestRun): Promise<DigestChaos['pauses']> {
  const leaseMs = Math.round(pauseMs / 3)
  const pause = (at: PausedAt) => playPause(scene, { at, leaseMs, pauseMs, connections: 5 })
  return {
    'SIGSTOP before the mark': await pause('recipient'),
    'SIGSTOP after the end': await pause('dot'),
    SIGTERM: await playTerm(scene),
  }
}

function answerOf(done: DigestChaos, signal: AbortSignal) {
  const isBroken =
    done.kills.some(({ violations }) => violations.length > 0) ||
    Object.values(done.pauses).some(({ lost, doubled }) => lost + doubled > 0) ||
    done.crowd.violations.length > 0
  return {
    json: { ...done },
    text: [tellKills(done.kills), tellOthers(done)].join('\n\n'),
    failed: signal.aborted || isBroken,
  }
}
