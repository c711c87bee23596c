import { systemClock } from '@/lib/clock'
import { connect } from '@/lib/database/client'
import { log } from '@/lib/log'
import { keepIndex } from '@/lib/search/index/keep-index'
import { playKills } from '@/tests/support/search-kills'
import { setSettings } from '@/tests/support/settings'
import { randomFrom } from '../bench/search/corpus'
import { openOwnDatabase } from '../own/own-database'

const SEED = 50

/** Kills the writer of a search index, on an embedded PostgreSQL of its own, which is thrown away afterwards. */
export async function runSearchKills({
  kills,
  signal,
  say,
}: {
  kills: number
  signal: AbortSignal
  say: (line: string) => void
}) {
  log.level = 'silent'
  const database = await openOwnDatabase({ name: 'chaos', durable: false })
  const { search } = setSettings({ DATA_DIR: database.dataDir }, systemClock)
  try {
    connect(database.url)
    await keepIndex({ databaseUrl: database.url, now: new Date(), signal })
    const report = await playKills({
      databaseUrl: database.url,
      environment: { SEARCH_URL: search.url },
      kills,
      random: randomFrom(SEED),
      signal,
      say,
    })
    const told = report.broken.length === 0 ? 'nothing was lost, doubled or damaged' : report.broken.join('\n')
    return {
      json: report,
      text: `${report.kills} kills, ${report.acts} papers stored meanwhile: ${told}.`,
      failed: signal.aborted || report.broken.length > 0,
    }
  } finally {
    await database.close()
  }
}
