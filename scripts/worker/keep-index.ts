import { constants, setPriority } from 'node:os'
import { config } from '@/lib/config'
import { connect, disconnect } from '@/lib/database/client'
import { requireDatabaseUrl } from '@/lib/house/needs-database'
import { log } from '@/lib/log'
import { keepIndex } from '@/lib/search/index/keep-index'
import { keepSimilar } from '@/lib/search/similar/keep-similar'

/** A look at the search index in a process of its own: it takes hundreds of megabytes for a minute, and the worker stays small. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const stop = new AbortController()
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => stop.abort())

const databaseUrl = requireDatabaseUrl()
connect(databaseUrl)
const kept = await keepIndex({ databaseUrl, now: config().clock.now(), signal: stop.signal })
if (kept.status !== 'fine') log.info(kept, 'search index')
if (kept.status !== 'busy' && kept.status !== 'unsupported') {
  const similar = await keepSimilar({ now: config().clock.now(), signal: stop.signal })
  if (similar > 0) log.info({ papers: similar }, 'similar papers')
}
await disconnect()
process.exit(0)
