import { connect, disconnect } from '@/lib/database/client'
import { throughGate } from '@/lib/upstream/gate'

/** A process of its own that asks an address several times through the gate: for tests of several processes at once. */
const [databaseUrl = '', url = '', times = '1', minIntervalMs = '0'] = process.argv.slice(2)
connect(databaseUrl)
for (let asked = 0; asked < Number(times); asked += 1) {
  await throughGate(async (signal) => (await fetch(url, { signal })).text(), {
    gate: 'arxiv',
    minIntervalMs: Number(minIntervalMs),
  })
}
await disconnect()
