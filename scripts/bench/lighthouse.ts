import { parseArgs } from 'node:util'
import { paths } from '@/lib/paths'
import { openOwnDatabase } from '../own/own-database'
import { serveEmptyPage } from './lighthouse/empty-page'
import { CATEGORIES, type Marks, openLighthouse } from './lighthouse/open-lighthouse'
import { ANNOUNCED, fillWithPapers, startWeb } from './pages/filled-house'

const USAGE = `npm run bench -- lighthouse [--rounds 5]

Lighthouse's marks for front page, paper, search and archives, on the slow phone that it simulates: medians, in turns with an
empty page of the same style sheet. Needs built pages (npm run build) and a Chromium.
`

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, help: { type: 'boolean', default: false } },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.rounds))

async function bench(rounds: number): Promise<void> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  const lighthouse = await openLighthouse()
  try {
    const paper = await fillWithPapers(database.url, folder)
    const web = await startWeb(database.url, folder)
    const empty = await serveEmptyPage()
    const addresses = new Map([
      ['empty page', empty.url],
      ['front page', new URL(paths.trending, web.url).href],
      ['paper', new URL(paths.paper(paper), web.url).href],
      ['search', new URL(paths.search(), web.url).href],
      ['search results', new URL(paths.search('learning'), web.url).href],
      ['day archive', new URL(paths.day(ANNOUNCED), web.url).href],
      ['mail archive', new URL(paths.digests, web.url).href],
    ])
    const runs = new Map<string, Marks[]>([...addresses.keys()].map((name) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const [name, url] of addresses) runs.get(name)?.push(await lighthouse.judge(url))
    await empty.close()
    await web.stop()
    print(runs, rounds)
  } finally {
    await lighthouse.close()
    await database.close()
  }
}

function print(runs: Map<string, Marks[]>, rounds: number): void {
  process.stdout.write(
    `Lighthouse on its simulated slow phone, medians of ${rounds} rounds, Node.js ${process.version}\n\n`,
  )
  process.stdout.write(`| page | ${CATEGORIES.join(' | ')} | LCP, s | CLS | failed audits |\n`)
  process.stdout.write(`|---${'|---'.repeat(CATEGORIES.length + 3)}|\n`)
  for (const [page, marks] of runs) {
    const of = (pick: (one: Marks) => number) => median(marks.map(pick))
    const cells = [
      page,
      ...CATEGORIES.map((category) => of(({ scores }) => scores[category]).toFixed(0)),
      (of(({ lcpMs }) => lcpMs) / 1000).toFixed(2),
      of(({ cls }) => cls).toFixed(3),
      [...new Set(marks.flatMap(({ failed }) => failed))].join(', ') || 'none',
    ]
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  }
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
