/** How Prisma's driver adapter names a database that is gone for the moment. */
const GONE = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/
/** PostgreSQL: shut down, crashed, starting up, no room for another session. */
const NOT_NOW = /^(57P0[123]|53300)$/

/** Whether a query failed since the database does not serve right now: it is restarting, or out of reach. Worth another try. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = fieldOf(fieldOf(fieldOf(error, 'meta'), 'driverAdapterError'), 'cause')
  return (
    GONE.test(String(fieldOf(cause, 'kind'))) ||
    NOT_NOW.test(String(fieldOf(cause, 'originalCode'))) ||
    /terminat|starting up|shutting down|timeout exceeded when trying to connect/.test(
      String(fieldOf(cause, 'originalMessage')),
    )
  )
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}
