import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'

/** An embedded PostgreSQL of its own, migrated and empty, in a data folder that is thrown away with it. */
export interface OwnDatabase {
  url: string
  dataDir: string
  /** Closes this process's connections, too. */
  close(): Promise<void>
}

export async function openOwnDatabase(): Promise<OwnDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-chaos-'))
  const server = await startEmbedded({ dataDir, durable: false })
  await migrate(server.url)
  return {
    url: server.url,
    dataDir,
    async close() {
      await disconnect()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
