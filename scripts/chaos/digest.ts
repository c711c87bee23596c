import type { Kill, KillReport } from '@/tests/support/crash/kill'
import { ALL_POINTS } from '@/tests/support/crash/points'
import type { DigestOutcome, DigestTask } from './digest-player'
import { type DigestChaos, tellKills, tellOthers, tellSums } from './digest-tell'
import { playBeside } from './players'
import type { ChaosRecord } from './record'

const PLACES = ALL_POINTS.flatMap((point) => ([1, 10] as const).map((connections) => ({ point, connections })))

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
  /** Processes beside each other, each with a ledger, a mail server and senders of its own. */
  workers: number
  signal: AbortSignal
  say: (line: string) => void
}

/** Kills real senders, each on an embedded PostgreSQL which is thrown away afterwards. Stopped by the signal, it plays what is under way to its end. */
export async function runDigestChaos(run: DigestRun) {
  const { record, workers, signal } = run
  const done: DigestChaos = { kills: [...record.finished], pauses: {}, crowd: { rounds: 0, violations: [] } }
  const tasks: DigestTask[] = [...killsOf(run), ...othersOf(run)]
  await playBeside<DigestTask, DigestOutcome>({
    program: new URL('digest-process.ts', import.meta.url),
    workers: Math.min(workers, tasks.length),
    next: () => (signal.aborted ? undefined : tasks.shift()),
    take(outcome) {
      if (outcome.kind === 'crowd') done.crowd = outcome.report
      else if (outcome.kind !== 'kill') done.pauses[outcome.name] = outcome.report
      else takeKill(outcome.report, done.kills, run)
    },
  })
  return answerOf(done, tasks.length > 0)
}

/** The kills that were not played before: turn by turn, so that a run that is stopped has played all points alike. */
function killsOf({ kills, record }: DigestRun): DigestTask[] {
  const turns = Array.from({ length: kills }, (_, nth) => nth)
  return turns.flatMap((nth) =>
    PLACES.filter((place) => record.finished.filter((kill) => isAt(kill, place)).length <= nth).map(
      (place): DigestTask => ({ kind: 'kill', kill: { ...place, ...mannerOf(nth) } }),
    ),
  )
}

const isAt = (kill: KillReport, { point, connections }: Pick<Kill, 'point' | 'connections'>) =>
  kill.point === point && kill.connections === connections

/** How the nth at a place is killed: both policies by turns; and of four, two die with nothing else in its window, and two as they are. */
const mannerOf = (nth: number): Omit<Kill, 'point' | 'connections'> => ({
  policy: nth % 2 === 1 ? 'resend' : 'skip',
  before: 1 + (nth % 3),
  isHurried: nth % 4 > 1,
})

function othersOf({ rounds, pauseMs }: DigestRun): DigestTask[] {
  return [
    { kind: 'pause', name: 'SIGSTOP before the mark', at: 'recipient', pauseMs },
    { kind: 'pause', name: 'SIGSTOP after the end', at: 'dot', pauseMs },
    { kind: 'term', name: 'SIGTERM' },
    { kind: 'crowd', rounds },
  ]
}

/** Notes a kill, and tells of each turn and of each promise that broke. */
function takeKill(report: KillReport, kills: KillReport[], { kills: asked, record, say }: DigestRun): void {
  kills.push(report)
  record.add(report)
  const { point, connections, policy, violations } = report
  for (const violation of violations) say(`BROKEN at ${point} with ${connections} and ${policy}: ${violation}`)
  if (kills.length % PLACES.length === 0)
    say(`${kills.length} of ${asked * PLACES.length}: ${tellSums(kills.slice(-PLACES.length))}`)
}

function answerOf(done: DigestChaos, isCutShort: boolean) {
  const isBroken =
    done.kills.some(({ violations }) => violations.length > 0) ||
    Object.values(done.pauses).some(({ lost, doubled }) => lost + doubled > 0) ||
    done.crowd.violations.length > 0
  return {
    json: { ...done },
    text: [tellKills(done.kills), tellOthers(done)].join('\n\n'),
    failed: isCutShort || isBroken,
  }
}
