import { db } from '@/lib/database/client'
import { SLOT } from './subscriptions'

/** Confirmed subscribers in great number, all due at `SLOT`, spread evenly over these views. */
export async function addSubscribers(
  count: number,
  views: readonly string[],
  { shape, papers }: { shape: 'full' | 'short' | 'titles'; papers: number },
): Promise<void> {
  await db().$executeRaw`
    insert into readers (id, email, email_verified, created_at, updated_at)
    select 'r' || n, 'reader' || n || '@example.org', true, ${SLOT}::timestamptz, ${SLOT}::timestamptz
    from generate_series(1, ${count}) as n`
  await db().$executeRaw`
    insert into subscriptions (reader_id, view, rhythm, hour, zone, state, created_at, confirmed_at, next_due_at, shape, papers)
    select 'r' || n, (${[...views]}::text[])[1 + n % ${views.length}], 'daily', 8, 'UTC', 'active',
      ${SLOT}::timestamptz - interval '3 days', ${SLOT}::timestamptz - interval '3 days', ${SLOT}::timestamptz, ${shape}, ${papers}
    from generate_series(1, ${count}) as n`
  await db().$executeRaw`analyze readers`
  await db().$executeRaw`analyze subscriptions`
}
