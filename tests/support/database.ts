import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, disconnect } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'
import { withDatabase } from './global-setup'

/**
 * Gives a test file a migrated, empty database of its own and opens it (`db()`, `pool()`); closed and dropped afterwards.
 * @returns its address, once the tests run
 */
export function useTestDatabase(): { readonly url: string } {
  const serverUrl = inject('serverUrl')
  const name = `broadsheet_test_${randomBytes(6).toString('hex')}`
  const url = withDatabase(serverUrl, name)
  beforeAll(async () => {
    await withClient(serverUrl, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`),
    )
    connect(url)
  })
  afterAll(async () => {
    await disconnect()
    await withClient(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  })
  return { url }
}
