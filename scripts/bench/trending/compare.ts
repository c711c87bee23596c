import { createHash } from 'node:crypto'
import { upvote } from '@/lib/papers/votes'
import { listView } from '@/lib/views/list-view'
import { areCountsExact, bareFrontPage, bareVote, hottest, newReaders } from '@/tests/support/bare-trending'

const WRITERS = 16
const HOT_PAPERS = 4
const PAGES = 100

/** Milliseconds a page, the median of so many times a hundred; one after the other, so that other work on the machine slows both. */
export async function compareFrontPage(rounds: number): Promise<{ ours: number; bare: number }> {
  const ways = { ours: () => listView({ kind: 'trending' }), bare: bareFrontPage }
  const times: Record<keyof typeof ways, number[]> = { ours: [], bare: [] }
  for (let page = 0; page < PAGES * rounds; page++) {
    for (const way of ['bare', 'ours'] as const) times[way].push(await msOf(1, 1, ways[way]))
  }
  return { ours: median(times.ours), bare: median(times.bare) }
}

/** Votes a second, the median of the rounds, and whether the counts were exact after them. @param given votes a round and way */
export async function compareVotes(
  given: number,
  rounds: number,
  now: Date,
): Promise<{ ours: number; bare: number; exact: boolean }> {
  const papers = await hottest(HOT_PAPERS)
  const ways = {
    bare: (paperId: string, reader: Voter) => bareVote(paperId, reader.id, now),
    // With a network to be judged, as from a browser.
    ours: (paperId: string, reader: Voter) =>
      upvote(paperId, reader, now, 24, new Uint8Array(createHash('md5').update(reader.id).digest())),
  }
  const rates: Record<keyof typeof ways, number[]> = { bare: [], ours: [] }
  for (let round = 0; round < rounds; round++) {
    for (const way of ['bare', 'ours'] as const) {
      const readers = await newReaders(`${way}-${round}-${now.getTime()}-`, given)
      const ms = await msOf(given, WRITERS, (index) => {
        const [paperId, reader] = [papers[index % papers.length], readers[index]]
        return paperId && reader ? ways[way](paperId, reader) : Promise.resolve()
      })
      rates[way].push((given * 1000) / ms)
    }
  }
  return { ours: median(rates.ours), bare: median(rates.bare), exact: await areCountsExact(papers) }
}

type Voter = { id: string; createdAt: Date }

/** Does it so many times, some at once. */
async function msOf(times: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const lane = async () => {
    while (next < times) await work(next++)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: atOnce }, lane))
  return performance.now() - started
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
