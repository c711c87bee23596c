import type { CrowdReport } from '@/tests/support/crash/crowd'
import type { KillReport } from '@/tests/support/crash/kill'
import type { PauseReport } from '@/tests/support/crash/pause'
import { ALL_POINTS, POINTS } from '@/tests/support/crash/points'

/** All that was done to senders, and what came of it. */
export interface DigestChaos {
  kills: KillReport[]
  pauses: Record<string, PauseReport>
  crowd: CrowdReport
}

/** What the kills cost, a line for each point, number of connections and policy at which there were some. */
export function tellKills(kills: readonly KillReport[]): string {
  const rows = ALL_POINTS.flatMap((point) =>
    [1, 10].flatMap((connections) =>
      (['skip', 'resend'] as const).flatMap((policy) => {
        const of = kills.filter(
          (kill) => kill.point === point && kill.connections === connections && kill.policy === policy,
        )
        if (of.length === 0) return []
        const sum = (count: (kill: KillReport) => number) =>
          of.reduce((all, kill) => all + count(kill), 0).toLocaleString('en')
        const sums = [
          () => 1,
          ...(['mails', 'inWindow', 'lost', 'doubled', 'unknown'] as const).map(
            (key) => (kill: KillReport) => kill[key],
          ),
        ]
        return [
          [point, POINTS[point], policy, connections, ...sums.map(sum), sum(({ violations }) => violations.length)],
        ]
      }),
    ),
  )
  const head = [
    'point',
    'killed',
    'unknown ones',
    'connections',
    'kills',
    'mails',
    'in the window',
    'lost',
    'doubled',
    'unknown',
    'broken promises',
  ]
  return table([head, head.map(() => '---'), ...rows])
}

/** The same of a few, in one line. */
export function tellSums(kills: readonly KillReport[]): string {
  const sum = (key: 'lost' | 'doubled' | 'unknown') => kills.reduce((all, kill) => all + kill[key], 0)
  const broken = kills.filter(({ violations }) => violations.length > 0).length
  return `${kills.length} kills, ${sum('lost')} lost, ${sum('doubled')} doubled, ${sum('unknown')} unknown, ${broken} broke a promise`
}

/** What else was done to senders. */
export function tellOthers({ pauses, crowd }: Pick<DigestChaos, 'pauses' | 'crowd'>): string {
  const rows = Object.entries(pauses).map(([name, { mails, lost, doubled, states }]) => [
    name,
    mails,
    lost,
    doubled,
    Object.entries(states)
      .map(([state, count]) => `${count} ${state}`)
      .join(', '),
  ])
  const head = ['done to a sender', 'mails', 'lost', 'doubled', 'the ledger says']
  const crowds = `Two schedulers and five senders at once: ${crowd.rounds} rounds, ${crowd.violations.length} with a mail too many or too few.`
  return [table([head, head.map(() => '---'), ...rows]), crowds, ...crowd.violations].join('\n')
}

const table = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
