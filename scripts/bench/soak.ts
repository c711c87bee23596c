import { parseArgs } from 'node:util'
import { paths } from '@/lib/paths'
import { openSite, type Site } from './pages/site'
import { type Outcome, openAgent, type Visit, visit } from './pages/visits'

const USAGE = `npm run bench -- soak [--minutes 30] [--rate 20]

Mixed traffic at so many requests a second against the real web process over a database of its own: kept pages, papers, searches that
nobody made before, feeds, forms, pages of a signed-in reader, votes. Every half minute a line with memory and open handles, and one
for each failure with its second, address, status and cause; at the end, the first tenth after warming up beside the last. Linux
only: it reads /proc. Needs built pages (npm run build).
`

const LINE_EVERY_MS = 30_000
/** Memory and handles may end higher by this factor than they were when warm. */
const FLAT = 1.15

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await soak(Number(values.minutes), Number(values.rate))

interface Reading {
  seconds: number
  memoryMb: number
  handles: number
  answers: number
  /** Told to come again (503). */
  refused: number
  /** Broken connections and other failures. */
  faults: number
}

async function soak(minutes: number, rate: number): Promise<void> {
  // As behind a proxy, which keeps its connections and does not ask again when one was closed under its request.
  const site = await openSite({ PAGE_CACHE_MB: '8', TRUST_PROXY: '1' })
  const agent = openAgent(32)
  const readings: Reading[] = []
  let [answers, refused, faults] = [0, 0, 0]
  const since = performance.now()
  try {
    let nextLineMs = 0
    for (let n = 0; performance.now() - since < minutes * 60_000; n++) {
      const ms = performance.now() - since
      const asked = visitOf(site, n)
      void visit(site.web.url, asked, agent).then((outcome) => {
        answers += 1
        if (outcome.status === 503) refused += 1
        else if (isFault(outcome)) faults += 1
        if (isFault(outcome)) process.stdout.write(`${faultLine(ms / 1000, asked, outcome)}\n`)
      })
      if (ms >= nextLineMs) {
        const reading = readingOf(site, { seconds: Math.round(ms / 1000), answers, refused, faults })
        readings.push(reading)
        process.stdout.write(`${line(reading)}\n`)
        nextLineMs += LINE_EVERY_MS
      }
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, ((n + 1) * 1000) / rate - (performance.now() - since))),
      )
    }
  } finally {
    agent.destroy()
    await site.close()
  }
  process.exitCode = judge(readings) ? 0 : 1
}

/** A round of what readers and programs do. */
function visitOf({ papers, cookie }: Site, n: number): Visit {
  const paper = papers[n % papers.length]?.id ?? ''
  const browser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' }
  const reader = { ...browser, cookie }
  const visits: Visit[] = [
    { path: paths.trending, headers: browser },
    { path: paths.newest, headers: browser },
    { path: paths.paper(paper), headers: browser },
    { path: paths.search(`learning ${n}`), headers: browser },
    { path: paths.trending, headers: reader },
    { path: n % 2 ? paths.vote(paper) : paths.unvote(paper), method: 'POST', headers: reader },
    { path: paths.paper(paper), headers: reader },
    { path: '/feed.rss' },
    { path: paths.signIn, headers: browser },
    { path: `/nothing/${n}`, headers: browser },
    { path: `/papers/new?utm_source=${n}`, headers: { ...browser, cookie: 'display=dark.titles' } },
    { path: '/api/daily_papers' },
  ]
  return visits[Math.floor(n / 7 + n) % visits.length] as Visit
}

/** A page that is not there is asked for on purpose. */
function isFault({ status }: Outcome): boolean {
  return status === 0 || status >= 500
}

function faultLine(seconds: number, { method = 'GET', path }: Visit, { status, cause, ms }: Outcome): string {
  return `  ${seconds.toFixed(1)} s: ${method} ${path}: ${status || cause}, after ${ms.toFixed(0)} ms`
}

function readingOf({ web }: Site, rest: Omit<Reading, 'memoryMb' | 'handles'>): Reading {
  return { memoryMb: Math.round(web.memoryMb()), handles: web.handles(), ...rest }
}

function line({ seconds, memoryMb, handles, answers, refused, faults }: Reading): string {
  return `${seconds} s: ${memoryMb} MB, ${handles} handles, ${answers} answers, ${refused} refused, ${faults} faults`
}

/** The first tenth warms up; the second is compared with the last. */
function judge(readings: Reading[]): boolean {
  const tenth = Math.max(1, Math.floor(readings.length / 10))
  const [warm, last] = [readings.slice(tenth, tenth * 2), readings.slice(-tenth)]
  const mean = (some: Reading[], what: 'memoryMb' | 'handles') =>
    some.reduce((sum, reading) => sum + reading[what], 0) / some.length
  const growth = (['memoryMb', 'handles'] as const).map((what) => mean(last, what) / mean(warm, what))
  const faults = readings.at(-1)?.faults ?? 0
  const isFlat = growth.every((factor) => factor <= FLAT) && faults === 0
  const [memory = 1, handles = 1] = growth
  process.stdout.write(
    `${isFlat ? 'flat' : 'NOT FLAT'}: memory × ${memory.toFixed(2)}, handles × ${handles.toFixed(2)}, ${faults} faults\n`,
  )
  return isFlat
}
