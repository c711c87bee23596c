import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@/lib/clock'
import { connect, disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { log } from '@/lib/log'
import { keepIndex } from '@/lib/search/index/keep-index'
import { playKills } from '@/tests/support/search-kills'
import { setSettings } from '@/tests/support/settings'
import { randomFrom } from '../bench/search/corpus'

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
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-chaos-'))
  const { searchUrl } = setSettings({ DATA_DIR: dataDir }, systemClock)
  const server = await startEmbedded({ dataDir, durable: false })
  try {
    await migrate(server.url)
    connect(server.url)
    await keepIndex({ databaseUrl: server.url, now: new Date(), signal })
    const report = await playKills({ databaseUrl: server.url, searchUrl, kills, random: randomFrom(SEED), signal, say })
    const told = report.broken.length === 0 ? 'nothing was lost, doubled or damaged' : report.broken.join('\n')
    return {
      json: report,
      text: `${report.kills} kills, ${report.acts} papers stored meanwhile: ${told}.`,
      failed: signal.aborted || report.broken.length > 0,
    }
  } finally {
    await disconnect()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
