import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { log } from '@/lib/log'
import { playCrowd } from '@/tests/support/crash/crowd'
import { type KillReport, playKill, type Scene } from '@/tests/support/crash/kill'
import { type PausedAt, playPause, playTerm } from '@/tests/support/crash/pause'
import { ALL_POINTS } from '@/tests/support/crash/points'
import { openScene } from '@/tests/support/crash/scene'
import { type DigestChaos, tellKills, tellOthers, tellSums } from './digest-tell'
import type { ChaosRecord } from './record'

/** How much of the crash matrix to play. */
export interface DigestRun {
  /** At each point, with one connection and with ten. */
  kills: number
  /** Kills that were played before, and where those of this run are noted. */
  record: ChaosRecord<KillReport>
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
  const { signal, record } = run
  const kills = [...record.finished]
  // Turn by turn, so that a run that is stopped has played all points alike.
  for (let nth = 0; nth < run.kills && !signal.aborted; nth++) {
    const turn = await playTurn(scene, nth, kills, run)
    kills.push(...turn)
    if (turn.length > 0) run.say(`turn ${nth + 1} of ${run.kills}: ${tellSums(turn)}`)
  }
  return {
    kills,
    pauses: signal.aborted ? {} : await playPauses(scene, run),
    crowd: await playCrowd(signal.aborted ? 0 : run.rounds),
  }
}

/** The nth kill at each point, with one connection and with ten, where it was not played before. */
async function playTurn(
  scene: Scene,
  nth: number,
  before: readonly KillReport[],
  { signal, record, say }: DigestRun,
): Promise<KillReport[]> {
  const reports: KillReport[] = []
  const places = ALL_POINTS.flatMap((point) => ([1, 10] as const).map((connections) => ({ point, connections })))
  for (const { point, connections } of places) {
    const played = before.filter((kill) => kill.point === point && kill.connections === connections).length
    if (played > nth || signal.aborted) continue
    const policy = nth % 2 === 1 ? 'resend' : 'skip'
    // Of four, two die with nothing else in its window, and two as they are.
    const isHurried = nth % 4 > 1
    const report = await playKill(scene, { point, connections, policy, before: 1 + (nth % 3), isHurried })
    reports.push(report)
    record.add(report)
    for (const violation of report.violations) say(`BROKEN at ${point} with ${connections}, kill ${nth}: ${violation}`)
  }
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
