import { systemClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { openOai } from '@/lib/ingest/oai-client'

/** A process of its own that reads a feed, the query API and OAI-PMH in turns, as a worker does: for tests of several at once. */
const [databaseUrl = '', url = '', rounds = '1', minIntervalMs = '0'] = process.argv.slice(2)
connect(databaseUrl)
const settings = {
  ...{ rssUrl: url, apiUrl: url, oaiUrl: url, baseUrl: 'http://localhost', clock: systemClock },
  minIntervalMs: Number(minIntervalMs),
}
const arxiv = openArxiv(settings)
const oai = openOai(settings)
for (let round = 0; round < Number(rounds); round += 1) {
  await arxiv.feed('cs.LG')
  await arxiv.query({ id_list: '2611.00001' })
  await oai.list({ set: 'cs', from: '2026-11-20' })
}
await disconnect()
