import { config } from '../config'
import { InputError } from '../errors'

/**
 * For `npm run web` and `npm run worker`, which never start a database: outside of `npm start` they are one process of several
 * that share one PostgreSQL. The house gives both the address of its embedded server.
 * @throws InputError (exit status 2) without `DATABASE_URL`
 */
export function requireDatabaseUrl(): string {
  const { databaseUrl } = config()
  if (databaseUrl) return databaseUrl
  throw new InputError(
    'DATABASE_URL is needed: web and worker alone share a PostgreSQL (15 or newer) with each other; npm start brings one of its own.',
  )
}
