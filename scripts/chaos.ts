import { InputError } from '@/lib/errors'
import { runFeed } from './chaos/feed'
import { tellFailure, tellSummary } from './chaos/tell'
import { runCommand } from './command'

const DEFAULT_SEEDS = 20

await runCommand({
  name: 'chaos',
  summary:
    'Plays 60 simulated days of arXiv, with everything that goes wrong there, against ingest and repair. RUN is: feed.',
  positionals: ['RUN'],
  options: {
    seed: { type: 'string', takes: 'N', description: 'only this history, with its whole log' },
    seeds: { type: 'string', takes: 'N', description: `histories 0 to N - 1 (default: ${DEFAULT_SEEDS})` },
    from: { type: 'string', takes: 'N', description: 'begin with this one: to go on where a run was stopped' },
  },
  async run({ values, positionals: [run], signal, say }) {
    if (run !== 'feed') throw new InputError(`There is no chaos run “${run}”; there is feed.`)
    const one = numberOf('seed', values.seed)
    const [from, until] = [numberOf('from', values.from) ?? 0, numberOf('seeds', values.seeds) ?? DEFAULT_SEEDS]
    const seeds = one === undefined ? range(from, until) : [one]
    if (seeds.length === 0) throw new InputError(`--from ${from} leaves none of ${until} histories.`)
    const reports = await runFeed({
      seeds,
      signal,
      onSeed: (report) => {
        if (one !== undefined) say(report.log.join('\n'))
        const { seed, seconds, broken } = report
        say(`seed ${seed}: ${broken ? 'BROKEN' : 'whole'} in ${seconds.toFixed(1)} s`)
        if (broken) say(tellFailure(report))
      },
    })
    return {
      json: { histories: reports.map(({ log, ...report }) => report) },
      text: reports.length > 0 ? tellSummary(reports) : 'No history was played.',
      failed: signal.aborted || reports.some(({ broken }) => broken),
    }
  },
})

function numberOf(flag: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (!/^\d{1,9}$/.test(given)) throw new InputError(`--${flag} takes a whole number, not ${given}.`)
  return Number(given)
}

function range(from: number, until: number): number[] {
  return Array.from({ length: Math.max(until - from, 0) }, (_, index) => from + index)
}
