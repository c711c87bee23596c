/** How Prisma's driver adapter names a database that is gone for the moment. */
const GONE = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/
/** PostgreSQL: shut down, crashed, starting up, no room for another session, a statement that took too long. */
const NOT_NOW = /^(57P0[123]|53300|57014)$/
/** Prisma: a transaction that could not begin, or not end, in the time that it has. */
const TOO_SLOW = 'P2028'
/** Node, of a connection that was refused or broke. */
const UNREACHED = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/
const TELLS_SO = /terminat|starting up|shutting down|timeout exceeded when trying to connect/

/** Whether a query failed since the database does not serve right now: it is restarting, out of reach, or far too busy. Worth another try. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = fieldOf(fieldOf(fieldOf(error, 'meta'), 'driverAdapterError'), 'cause')
  return (
    fieldOf(error, 'code') === TOO_SLOW ||
    GONE.test(String(fieldOf(cause, 'kind'))) ||
    NOT_NOW.test(String(fieldOf(cause, 'originalCode'))) ||
    TELLS_SO.test(String(fieldOf(cause, 'originalMessage')))
  )
}

/** The same of a query that went to the driver itself, without Prisma. */
export function isDriverAway(error: unknown): boolean {
  const code = String(fieldOf(error, 'code'))
  return NOT_NOW.test(code) || UNREACHED.test(code) || TELLS_SO.test(String(fieldOf(error, 'message')))
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}
