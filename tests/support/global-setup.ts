import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { makeDatabase, withClient } from '@/lib/database/server-address'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server's maintenance database. */
    serverUrl: string
    /** Name of the migrated database that tests copy. */
    templateDatabase: string
  }
}

/**
 * One PostgreSQL for all integration tests: the embedded one in a folder of its own, or the server of `TEST_DATABASE_URL`, which
 * is how the same tests run on another version. Holds one migrated database that each test file copies.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const { url, close } = given ? { url: given, close: async () => {} } : await ownServer()
  const template = `broadsheet_template_${randomBytes(4).toString('hex')}`
  await makeDatabase(url, template)
  await migrate(withDatabase(url, template))

  project.provide('serverUrl', url)
  project.provide('templateDatabase', template)
  return async () => {
    if (given) await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`))
    await close()
  }
}

/** The same server, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

async function ownServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-test-'))
  const server = await startEmbedded({ dataDir, durable: false })
  const close = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, close }
}
