import { fixedClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { openOai } from '@/lib/ingest/oai-client'
import { runSweep } from '@/lib/ingest/sweep'

/** One sweep of one page, in a process of its own, so that processor time and peak memory are its own. */
const [databaseUrl = '', oaiUrl = '', category = '', now = ''] = process.argv.slice(2)
connect(databaseUrl)
const clock = fixedClock(now)
const oai = openOai({ oaiUrl, minIntervalMs: 0, baseUrl: 'http://localhost:3000', clock })
const before = process.cpuUsage()
const started = performance.now()
const { added, updated, unchanged, sets } = await runSweep({ categories: [category], clock, oai, anyway: true })
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage(before)
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(
  JSON.stringify({
    records: sets[0]?.records,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb,
    added,
    updated,
    unchanged,
  }),
)
await disconnect()
