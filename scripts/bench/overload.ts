import { parseArgs } from 'node:util'
import { paths } from '@/lib/paths'
import { RawConnections } from './pages/raw-connections'
import { FULL_SEARCH, openSite, type Site } from './pages/site'
import { type Outcome, openAgent, visit } from './pages/visits'

const USAGE = `npm run bench -- overload [--seconds 60] [--times 10]

Searches that nobody made before, ten times as many a second as can be answered, against the real web process over a database of its
own; beside them somebody reads the kept front page. Tells how many are answered in comparison with the calm before, how the kept
page fares, memory, and how soon a search is answered afterwards. Linux only: it reads /proc. Needs built pages (npm run build).
`

const CALM_MS = 10_000
const KEPT_EVERY_MS = 100
/** Connections of the storm: nothing waits on this side for a free one, or the storm would go on after its end. */
const CONNECTIONS = 400

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    times: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})

let searches = 0

if (values.help) process.stdout.write(USAGE)
else await overload(Number(values.seconds), Number(values.times))

async function overload(seconds: number, times: number): Promise<void> {
  const site = await openSite()
  try {
    await peakOf(site)
    const peak = await peakOf(site)
    const memoryBefore = site.web.memoryMb()
    const { answered, refused, kept } = await storm(site, { perSecond: peak * times, seconds })
    const recoveryMs = await untilAnswered(site)
    const keptMs = kept.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const lines: [string, string][] = [
      ['searches answered a second, calm', peak.toFixed(0)],
      [
        'answered a second under load',
        `${(answered / seconds).toFixed(0)} (${((answered / seconds / peak) * 100).toFixed(0)} %)`,
      ],
      ['told to come again (503)', refused.toFixed(0)],
      ['kept front page: answers, not 200', `${kept.length}, ${kept.filter(({ status }) => status !== 200).length}`],
      ['kept front page: median, 99th of 100', `${at(keptMs, 0.5)} ms, ${at(keptMs, 0.99)} ms`],
      ['memory before, after', `${memoryBefore.toFixed(0)} MB, ${site.web.memoryMb().toFixed(0)} MB`],
      ['a search is answered again after', `${recoveryMs.toFixed(0)} ms`],
    ]
    process.stdout.write(
      `${seconds} s at ${times} times the capacity, Node.js ${process.version}\n\n| | |\n|---|---|\n`,
    )
    for (const [what, figure] of lines) process.stdout.write(`| ${what} | ${figure} |\n`)
  } finally {
    await site.close()
  }
}

/** As many as come back: eight readers, each asking again when answered. The same load as in the storm. @returns answers a second */
async function peakOf(site: Site): Promise<number> {
  const connections = new RawConnections(8, site.web.url)
  const since = performance.now()
  let answered = 0
  const reader = async () => {
    while (performance.now() - since < CALM_MS) if ((await connections.ask(newSearch())) === 200) answered += 1
  }
  await Promise.all(Array.from({ length: 8 }, reader))
  connections.destroy()
  return (answered * 1000) / CALM_MS
}

/** So many a second, answered or not. */
async function storm(site: Site, { perSecond, seconds }: { perSecond: number; seconds: number }) {
  const [connections, other] = [new RawConnections(CONNECTIONS, site.web.url), openAgent(1)]
  const kept: Outcome[] = []
  const counts = { answered: 0, refused: 0 }
  const count = (status: number) => {
    if (status === 200) counts.answered += 1
    if (status === 503) counts.refused += 1
  }
  const since = performance.now()
  let [sent, keptSent] = [0, 0]
  for (let ms = 0; ms < seconds * 1000; ms = performance.now() - since) {
    for (; sent < (ms * perSecond) / 1000; sent++) void connections.ask(newSearch())?.then(count)
    for (; keptSent < ms / KEPT_EVERY_MS; keptSent++)
      void visit(site.web.url, { path: paths.trending }, other).then((outcome) => kept.push(outcome))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const result = { ...counts, kept: [...kept] }
  connections.destroy()
  other.destroy()
  return result
}

async function untilAnswered(site: Site): Promise<number> {
  const connections = new RawConnections(1, site.web.url)
  const since = performance.now()
  while ((await connections.ask(newSearch())) !== 200) await new Promise((resolve) => setTimeout(resolve, 20))
  connections.destroy()
  return performance.now() - since
}

function newSearch(): string {
  searches += 1
  return paths.search(`${FULL_SEARCH} -q${searches}`)
}

function at(sorted: number[], part: number): string {
  return (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(0)
}
