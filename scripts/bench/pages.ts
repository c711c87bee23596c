import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from '@/lib/database/server-address'
import { paths } from '@/lib/paths'
import { cursorText } from '@/lib/views/cursor'
import { type ServerProcess, startServer } from './pages/server-process'
import { FULL_SEARCH, openSite, type Site } from './pages/site'
import { openAgent, type Visit, visit } from './pages/visits'

const USAGE = `npm run bench -- pages [--rounds 7] [--requests 400]

Processor time of one request to the real web process over a database of its own with the sample papers, and to the least that could
answer it: the kept front page against a bare node:http with the same compressed bytes, a search and a page of a list that nobody asked for
before against React's renderToStaticMarkup of as many entries, a signed-in reader's front page against everybody's: again, as the first page after
an act, and as usual, of three pages one after an act (votes and marks change in place, without a page). Rounds take all of them in
turn, so that a busy machine slows all. Linux only: it reads /proc. Needs built pages (npm run build).
`

const CONNECTIONS = 4
/** Later than any paper. */
const FAR_AWAY_MS = Date.UTC(2100, 0)
const BROWSER = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' }

interface Target {
  name: string
  server: ServerProcess
  /** The nth request. */
  visit: (n: number) => Visit
  /** Done before it, by another process than the one that is measured. */
  before?: (n: number) => Promise<unknown>
  /** Requests of a round, as a multiple of what was asked for: the cheap ones need many for one step of the clock. */
  times: number
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '400' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(USAGE)
else await bench(Number(values.rounds), Number(values.requests))

async function bench(rounds: number, requests: number): Promise<void> {
  const site = await openSite()
  const bare: ServerProcess[] = []
  try {
    const sizes = await warmUp(site)
    if (site.found.length < 50) throw new Error(`the search finds only ${site.found.length} papers`)
    bare.push(await bareServer(site), await bareRender(site))
    const targets = targetsOf(site, bare)
    for (const target of targets) await cpuPerRequest(target, requests)
    const costs = new Map<string, number[]>(targets.map(({ name }) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const target of targets) costs.get(target.name)?.push(await cpuPerRequest(target, requests))
    print(new Map([...costs].map(([name, some]) => [name, median(some)])), sizes, { rounds, requests })
  } finally {
    for (const server of bare) await server.stop()
    await site.close()
  }
}

function targetsOf({ web, readers }: Site, [server, render]: ServerProcess[]): Target[] {
  if (!server || !render) throw new Error('both bare servers are needed')
  const front = { path: paths.trending, headers: BROWSER }
  // Leaves out a word that nobody uses, another each time: the same entries at an address that was never asked for.
  const search = (n: number) => ({ path: paths.search(`${FULL_SEARCH} -q${n}${Date.now()}`), headers: BROWSER })
  // Behind a place that no paper has, another each time: fifty entries of the list, at an address that was never asked for.
  const list = (n: number) => {
    const after = cursorText({ score: null, listedAt: new Date(FAR_AWAY_MS + n * 1000 + (Date.now() % 1000)), id: 'x' })
    return { path: `${paths.newest}?after=${after}`, headers: BROWSER }
  }
  const reader = (n: number) => readers[n % readers.length] as Site['readers'][number]
  const asReader = (n: number) => ({ path: paths.trending, headers: { ...BROWSER, cookie: reader(n).cookie } })
  return [
    { name: 'bare node:http', server, visit: () => ({ path: '/' }), times: 10 },
    { name: 'front page, kept', server: web, visit: () => front, times: 10 },
    { name: 'signed in, again', server: web, visit: asReader, times: 5 },
    { name: 'signed in, after an act', server: web, visit: asReader, before: (n) => reader(n).act(), times: 3 },
    { name: 'bare render', server: render, visit: () => ({ path: '/' }), times: 1 },
    { name: 'search, new', server: web, visit: search, times: 1 },
    { name: 'list, new', server: web, visit: list, times: 1 },
  ]
}

/** Until the front page is compressed well. @returns its sizes, abstracts open to all and titles alone */
async function warmUp({ web, cookie }: Site): Promise<[name: string, bytes: number][]> {
  const sizes: [string, bytes: number][] = []
  for (const [name, headers] of [
    ['abstracts, brotli', BROWSER],
    ['titles, brotli', { ...BROWSER, cookie: 'display=titles' }],
    ['abstracts, signed in, gzip', { ...BROWSER, cookie }],
  ] as const) {
    let bytes: Buffer = Buffer.alloc(0)
    for (let tries = 0; tries < 60; tries++) {
      bytes = await fetchBytes(web.url, headers)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    sizes.push([name, bytes.byteLength])
  }
  return sizes
}

async function bareServer({ web, folder }: Site): Promise<ServerProcess> {
  const file = join(folder, 'page.br')
  writeFileSync(file, await fetchBytes(web.url, BROWSER))
  const port = await freePort()
  return startServer(['scripts/bench/pages/bare-server.ts', file, String(port), 'br'], `http://127.0.0.1:${port}/`, {})
}

async function bareRender({ found, folder }: Site): Promise<ServerProcess> {
  const file = join(folder, 'papers.json')
  writeFileSync(file, JSON.stringify(found))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  return startServer(['scripts/bench/pages/bare-render.ts', file, String(port)], url, { NODE_ENV: 'production' })
}

/** The front page as it comes over the wire. */
function fetchBytes(base: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request(base.replace('/healthz', '/'), { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
    })
    asked.on('error', reject).end()
  })
}

async function cpuPerRequest(
  { name, server, visit: visitOf, before: prepare, times }: Target,
  requests: number,
): Promise<number> {
  const agent = openAgent(CONNECTIONS)
  const all = requests * times
  let next = 0
  const before = server.cpuMs()
  const worker = async () => {
    while (next < all) {
      next += 1
      const n = next
      await prepare?.(n)
      const { status } = await visit(server.url, visitOf(n), agent)
      if (status !== 200) throw new Error(`${name} answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
  return (server.cpuMs() - before) / all
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function print(
  costs: Map<string, number>,
  sizes: [name: string, bytes: number][],
  { rounds, requests }: { rounds: number; requests: number },
): void {
  const measured = (name: string) => costs.get(name) ?? Number.NaN
  const ms = (name: string) =>
    name === 'signed in' ? (2 * measured('signed in, again') + measured('signed in, after an act')) / 3 : measured(name)
  const against: [name: string, measure: string][] = [
    ['front page, kept', 'bare node:http'],
    ['signed in, again', 'front page, kept'],
    ['signed in, after an act', 'front page, kept'],
    ['signed in', 'front page, kept'],
    ['search, new', 'bare render'],
    ['list, new', 'bare render'],
  ]
  process.stdout.write(
    `Processor time of one request, median of ${rounds} rounds of ${requests}, Node.js ${process.version}\n\n`,
  )
  process.stdout.write('| page | ms | against | ms | ratio |\n|---|---|---|---|---|\n')
  for (const [name, measure] of against) {
    const cells = [name, ms(name).toFixed(3), measure, ms(measure).toFixed(3), (ms(name) / ms(measure)).toFixed(2)]
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  }
  process.stdout.write('\n| front page of 50 entries | KB |\n|---|---|\n')
  for (const [name, bytes] of sizes) process.stdout.write(`| ${name} | ${(bytes / 1024).toFixed(1)} |\n`)
}
