import { constants, setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@/lib/database/client'
import { isKeepDue, keepIndex } from '@/lib/search/index/keep-index'

/** The worker's keeper of the index: looks every five seconds, at low priority, and tells of each time that it took changes in. */
const [databaseUrl = ''] = process.argv.slice(2)
const LOOK_MS = 5_000
const { signal } = new AbortController()
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
connect(databaseUrl)
process.on('disconnect', () => process.exit(0))
for (;;) {
  const startedAt = performance.now()
  const kept = (await isKeepDue(new Date())) ? await keepIndex({ databaseUrl, now: new Date(), signal }) : null
  if (kept) process.send?.({ ...kept, seconds: (performance.now() - startedAt) / 1000 })
  await pause(LOOK_MS)
}
