import { connect } from '@/lib/database/client'
import { keepIndex } from '@/lib/search/index/keep-index'

/** A process of its own that writes the search index over and over, as a worker's keeper does: for tests that kill it. */
const [databaseUrl = '', mode = ''] = process.argv.slice(2)
const LATE_MS = 24 * 3_600_000
connect(databaseUrl)
process.send?.('ready')
for (;;) {
  await keepIndex({
    databaseUrl,
    // Every change has waited long enough.
    now: new Date(Date.now() + LATE_MS),
    signal: new AbortController().signal,
    anew: mode === 'anew',
  })
}
