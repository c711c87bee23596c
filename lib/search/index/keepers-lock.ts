import pg from 'pg'

/** Key of the advisory lock of whoever writes the index. */
const KEEPERS_LOCK = 20_261_129

/**
 * Does a piece of work on the index while nobody else does: a build takes minutes, so the lock is held by a session of its own, and
 * PostgreSQL lets go of it when the process dies.
 * @returns null: somebody else is at work
 */
export async function asKeeper<T>(databaseUrl: string, work: () => Promise<T>): Promise<T | null> {
  const session = new pg.Client({ connectionString: databaseUrl, application_name: 'broadsheet search index' })
  // A session that breaks gives the lock away; what is under way ends in a version that nobody was told of, or in one that is right.
  session.on('error', () => undefined)
  await session.connect()
  try {
    const { rows } = await session.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [KEEPERS_LOCK])
    return rows[0]?.held ? await work() : null
  } finally {
    await session.end().catch(() => undefined)
  }
}
