import { availableParallelism } from 'node:os'
import { InputError } from '@/lib/errors'
import type { KillReport } from '@/tests/support/crash/kill'
import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { runDigestChaos } from './chaos/digest'
import { runFeed } from './chaos/feed'
import { openRecord } from './chaos/record'
import { runSearchKills } from './chaos/search'
import { runSlots } from './chaos/slots'
import { tellFailure, tellSummary } from './chaos/tell'
import { runCommand } from './command'

const DEFAULT_SEEDS = 20

await runCommand({
  name: 'chaos',
  summary:
    'Breaks things on purpose and counts what is lost. RUN is feed: 60 simulated days of arXiv, with everything that goes wrong there, against ingest and repair; or digest: senders killed at twelve points, put to sleep, and set against each other; or slots: every slot of ten years in awkward zones, against an oracle; or search: the writer of the search index, killed at random moments.',
  positionals: ['RUN'],
  options: {
    seed: { type: 'string', takes: 'N', description: 'only this history, with its whole log' },
    seeds: { type: 'string', takes: 'N', description: `histories 0 to N - 1 (default: ${DEFAULT_SEEDS})` },
    from: { type: 'string', takes: 'N', description: 'begin with this one' },
    workers: {
      type: 'string',
      takes: 'N',
      description: 'feed, digest: processes beside each other (default: one for each processor)',
    },
    record: {
      type: 'string',
      takes: 'FILE',
      description: 'note finished histories or kills there, and leave out those that stand there',
    },
    'keep-going': { type: 'boolean', description: 'go on behind a history that breaks' },
    kills: {
      type: 'string',
      takes: 'N',
      description: 'digest: at each point, with one connection and ten (default: 20); search: in all (default: 50)',
    },
    rounds: { type: 'string', takes: 'N', description: 'digest: of two schedulers and five senders (default: 200)' },
    long: { type: 'boolean', description: 'digest: 1,000 rounds, and a sleep of ten minutes instead of three seconds' },
  },
  async run({ values, positionals: [run], signal, say }) {
    const workers = numberOf('workers', values.workers) || availableParallelism()
    if (run === 'slots') return runSlots({ signal, say })
    if (run === 'search') return runSearchKills({ kills: numberOf('kills', values.kills) ?? 50, signal, say })
    if (run === 'digest') {
      const rounds = numberOf('rounds', values.rounds) ?? (values.long ? 1_000 : 200)
      const pauseMs = values.long ? 600_000 : 3_000
      const record = openRecord<KillReport>(values.record, ({ violations }) => violations.length === 0)
      const kills = numberOf('kills', values.kills) ?? 20
      return runDigestChaos({ kills, record, rounds, pauseMs, workers, signal, say })
    }
    if (run !== 'feed')
      throw new InputError(`There is no chaos run “${run}”; there are feed, digest, slots and search.`)
    const one = numberOf('seed', values.seed)
    const [from, until] = [numberOf('from', values.from) ?? 0, numberOf('seeds', values.seeds) ?? DEFAULT_SEEDS]
    const asked = one === undefined ? range(from, until) : [one]
    if (asked.length === 0) throw new InputError(`--from ${from} leaves none of ${until} histories.`)
    const record = openRecord<SeedReport>(values.record, ({ broken }) => !broken)
    const finished = record.finished.filter(({ seed }) => asked.includes(seed))
    const seeds = asked.filter((seed) => !finished.some((report) => report.seed === seed))
    let played = finished.length
    const fresh = await runFeed({
      seeds,
      workers,
      keepGoing: values['keep-going'] ?? false,
      signal,
      onSeed: (report) => {
        record.add({ ...report, log: [] })
        played += 1
        if (one !== undefined) say(report.log.join('\n'))
        const { seed, seconds, broken } = report
        say(`${played} of ${asked.length}: seed ${seed} ${broken ? 'BROKEN' : 'whole'} in ${seconds.toFixed(1)} s`)
        if (broken) say(tellFailure(report))
      },
    })
    const reports = [...finished, ...fresh]
    return {
      json: { histories: reports.map(({ log, ...report }) => report) },
      text: reports.length > 0 ? tellSummary(reports) : 'No history was played.',
      failed: reports.length < asked.length || reports.some(({ broken }) => broken),
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
