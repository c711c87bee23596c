import { systemClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { openBulkFile } from '@/lib/ingest/bulk-file'
import { runImport } from '@/lib/ingest/run-import'
import { copyRowsBack } from '@/tests/support/copy-rows'

/** One measured piece of work, in a process of its own so that processor time and peak memory are its own. */
const [work = '', databaseUrl = '', path = ''] = process.argv.slice(2)
connect(databaseUrl)
const before = process.cpuUsage()
const started = performance.now()
let storedSeconds: number | null = null
const papers = work === 'copy' ? await copyRowsBack(path) : await load()
const seconds = secondsSince()
const { user, system } = process.cpuUsage(before)
const [cpuSeconds, peakMb] = [(user + system) / 1e6, process.resourceUsage().maxRSS / 1024]
process.stdout.write(JSON.stringify({ papers, storedSeconds: storedSeconds ?? seconds, seconds, cpuSeconds, peakMb }))
await disconnect()

function secondsSince(): number {
  return (performance.now() - started) / 1000
}

async function load(): Promise<number> {
  const report = await runImport(await openBulkFile(path), {
    format: 'arxiv-dump',
    clock: systemClock,
    onMakingIndex: () => {
      storedSeconds = secondsSince()
    },
  })
  const [fault] = report.rejected
  if (fault) throw new Error(`${report.rejectedLines} lines were rejected: ${fault.id} ${fault.reason}`)
  return report.added + report.updated + report.unchanged
}
