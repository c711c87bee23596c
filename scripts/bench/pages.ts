import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from '@/lib/database/server-address'
import { openDatabase } from '@/lib/house/open-database'
import { paths } from '@/lib/paths'
import { ask } from './pages/ask'
import { fillWithPapers, startWeb } from './pages/filled-house'
import { type ServerProcess, startServer } from './pages/server-process'

const USAGE = `npm run bench -- pages [--rounds 7] [--requests 400]

Processor time of one request for the front page and for a paper's page: the real web process over a database of its own with
the sample papers, against a bare node:http that answers the same bytes from memory. Rounds alternate between the two, so that
a busy machine slows both. Linux only: it reads /proc. Needs built pages (npm run build).
`

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
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
  const database = await openDatabase({ dataDir: folder, databaseUrl: undefined }, 'npm run bench')
  try {
    const paper = await fillWithPapers(database.url)
    const web = await startWeb(database.url, folder)
    const lines = [
      await compare('front page', web, paths.trending, folder, { rounds, requests }),
      await compare('paper', web, paths.paper(paper), folder, { rounds, requests }),
    ]
    await web.stop()
    print(lines, { rounds, requests })
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Line {
  page: string
  bytes: number
  webMs: number
  bareMs: number
}

async function compare(
  page: string,
  web: ServerProcess,
  path: string,
  folder: string,
  { rounds, requests }: { rounds: number; requests: number },
): Promise<Line> {
  const url = new URL(path, web.url).href
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  const file = join(folder, 'page.html')
  writeFileSync(file, bytes)
  const port = await freePort()
  const bareUrl = `http://127.0.0.1:${port}/`
  const bare = await startServer(['scripts/bench/pages/bare-server.ts', file, String(port)], bareUrl, {})

  // Both are warm before anything is counted; the bare one answers many times more in one step of the clock.
  await Promise.all([ask(url, requests), ask(bareUrl, requests)])
  const webMs: number[] = []
  const bareMs: number[] = []
  for (let round = 0; round < rounds; round++) {
    webMs.push(await cpuPerRequest(web, url, requests))
    bareMs.push(await cpuPerRequest(bare, bareUrl, requests * 10))
  }
  await bare.stop()
  return { page, bytes: bytes.byteLength, webMs: median(webMs), bareMs: median(bareMs) }
}

async function cpuPerRequest(server: ServerProcess, url: string, requests: number): Promise<number> {
  const before = server.cpuMs()
  await ask(url, requests)
  return (server.cpuMs() - before) / requests
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function print(lines: Line[], { rounds, requests }: { rounds: number; requests: number }): void {
  process.stdout.write(
    `Processor time of one request, median of ${rounds} rounds of ${requests}, Node.js ${process.version}\n\n`,
  )
  process.stdout.write('| page | KB | web, ms | bare node:http, ms | ratio |\n|---|---|---|---|---|\n')
  for (const { page, bytes, webMs, bareMs } of lines) {
    const cells = [page, (bytes / 1024).toFixed(1), webMs.toFixed(2), bareMs.toFixed(3), (webMs / bareMs).toFixed(0)]
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  }
}
