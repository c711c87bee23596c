import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { systemClock } from '@/lib/clock'
import { connect } from '@/lib/database/client'
import { recount } from '@/lib/trending/recount'
import { fillTrending, spoilScores } from '@/tests/support/many-votes'
import { openOwnDatabase } from '../own/own-database'
import { compareFrontPage, compareVotes } from './trending/compare'

const USAGE = `npm run bench -- trending [--papers 1000000] [--votes 10000000] [--given 2000] [--rounds 5] [--folder DIR]

A database of so many papers and votes, filled by statements of its own. Then, each beside the least that it can cost, in turns:
the papers of the front page beside a bare indexed select of the same rows; votes with their score by 16 writers on four hot papers beside the
bare transaction of two statements that knows no score; and a full recount, once of scores as they are, once of scores that are all wrong.
With --folder the database stays there, and is not filled again: whoever measures one part after the other deletes it in the end.
`

const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: '1000000' },
    votes: { type: 'string', default: '10000000' },
    given: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.papers), Number(values.votes), Number(values.given), Number(values.rounds))

async function bench(papers: number, votes: number, given: number, rounds: number): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true, keptIn: values.folder })
  connect(database.url)
  const clock = systemClock
  try {
    tell(`${papers} papers, ${votes} votes; ${cpus().length} processors, load ${loadavg()[0]?.toFixed(1)}`)
    tell(`filled in ${await seconds(() => fillTrending(papers, votes, clock.now()))} s`)
    for (const version of ['clock_version', 'version'] as const) {
      await spoilScores(version)
      tell(
        `full recount, every score wrong, another ${version.replace('_', ' ')}: ${await seconds(() => recount({ clock }))} s`,
      )
    }
    tell(`full recount, every score right: ${await seconds(() => recount({ clock }))} s`)
    const page = await compareFrontPage(rounds)
    tell(
      `front page: ${page.ours.toFixed(2)} ms, bare select ${page.bare.toFixed(2)} ms: x ${(page.ours / page.bare).toFixed(2)}`,
    )
    const acts = await compareVotes(given, rounds, clock.now())
    tell(
      `votes a second, 16 writers: ${acts.ours.toFixed(0)}, bare ${acts.bare.toFixed(0)}: ${((100 * acts.ours) / acts.bare).toFixed(0)} %; counts ${acts.exact ? 'exact' : 'WRONG'}`,
    )
    const { corrected } = await recount({ clock })
    tell(`recount after it: ${corrected} corrected`)
  } finally {
    await database.close()
  }
}

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const started = performance.now()
  await work()
  return ((performance.now() - started) / 1000).toFixed(1)
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}
