import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, disconnect, pool } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'
import { withDatabase } from './global-setup'

/** Does something on another, empty database, as another site would, and comes back to the test's own. */
export async function onOtherSite(act: () => Promise<void>): Promise<void> {
  const other = await makeDatabase()
  const own = pool().options.connectionString ?? ''
  await disconnect()
  connect(other.url)
  try {
    await act()
  } finally {
    await disconnect()
    connect(own)
    await other.drop()
  }
}

/**
 * Gives a test file a migrated, empty database of its own and opens it (`db()`, `pool()`); closed and dropped afterwards.
 * @returns its address, once the tests run
 */
export function useTestDatabase(): { readonly url: string } {
  const name = newName()
  const url = withDatabase(inject('serverUrl'), name)
  let database: Awaited<ReturnType<typeof makeDatabase>>
  beforeAll(async () => {
    database = await makeDatabase(name)
    connect(url)
  })
  afterAll(async () => {
    await disconnect()
    await database.drop()
  })
  return { url }
}

const newName = () => `broadsheet_test_${randomBytes(6).toString('hex')}`

async function makeDatabase(name = newName()) {
  const serverUrl = inject('serverUrl')
  const ask = (statement: string) => withClient(serverUrl, (client) => client.query(statement))
  await ask(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`)
  return { url: withDatabase(serverUrl, name), drop: () => ask(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}
