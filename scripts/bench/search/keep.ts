import { connect, disconnect } from '@/lib/database/client'
import { keepIndex } from '@/lib/search/index/keep-index'

/** Makes the index in a process of its own, and prints how long it took and what memory it needed. */
const [databaseUrl = ''] = process.argv.slice(2)
connect(databaseUrl)
const startedAt = performance.now()
const kept = await keepIndex({ databaseUrl, now: new Date(), signal: new AbortController().signal })
if (kept.status !== 'built') throw new Error(`the index was not built but ${kept.status}`)
const seconds = (performance.now() - startedAt) / 1000
process.stdout.write(`${JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1000 })}\n`)
await disconnect()
process.exit(0)
