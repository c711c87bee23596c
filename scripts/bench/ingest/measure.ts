import { systemClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { copyRowsBack } from '@/tests/support/copy-rows'

/** One measured piece of work, in a process of its own so that processor time and peak memory are its own. */
const [work = '', databaseUrl = '', arxivUrl = '', folder = '', categories = ''] = process.argv.slice(2)
connect(databaseUrl)
const before = process.cpuUsage()
const started = performance.now()
const papers = work === 'copy' ? await copyRowsBack(folder) : await ingest()
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)
const measured = { papers, seconds, cpuSeconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 }
process.stdout.write(JSON.stringify(measured))
await disconnect()

async function ingest(): Promise<number> {
  const baseUrl = 'http://localhost:3000'
  const arxiv = openArxiv({ rssUrl: arxivUrl, apiUrl: arxivUrl, minIntervalMs: 0, baseUrl, clock: systemClock })
  const report = await runIngest({ categories: categories.split(','), arxiv, clock: systemClock, complete: false })
  return report.added + report.updated + report.unchanged
}
