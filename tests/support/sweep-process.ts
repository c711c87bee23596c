import { fixedClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { openOai } from '@/lib/ingest/oai-client'
import { runSweep } from '@/lib/ingest/sweep'

/** A process of its own that sweeps one category, as a worker does: for tests that kill it. */
const [databaseUrl = '', oaiUrl = '', category = '', now = ''] = process.argv.slice(2)
connect(databaseUrl)
const clock = fixedClock(now)
const oai = openOai({ oaiUrl, minIntervalMs: 0, baseUrl: 'http://localhost', clock })
await runSweep({ categories: [category], oai, clock })
await disconnect()
