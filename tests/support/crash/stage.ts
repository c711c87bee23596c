import { fixedClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { openTransport } from '@/lib/mail/transport'
import { eventually } from '../eventually'
import { aPaper } from '../factories'
import { setSettings } from '../settings'
import { aSubscription, SLOT } from '../subscriptions'

const SECRET = 'a secret of senders that are killed and long enough'
/** Readers: more than connections, so that some mails are still waiting when the sender dies. */
export const READERS = 14

/** How the sender that is killed, and the one that comes after it, are set. */
export interface SenderSettings {
  smtpUrl: string
  connections: number
  unknown: 'skip' | 'resend'
}

/** As the environment of a process. */
export const environmentOf = ({ smtpUrl, connections, unknown }: SenderSettings, databaseUrl: string) => ({
  SECRET,
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  MAIL_CONNECTIONS: String(connections),
  MAIL_UNKNOWN: unknown,
  NOW: SLOT.toISOString(),
})

/** Papers, readers and one frozen issue for all of them, kept aside to be laid out again and again. */
export async function prepareStage(): Promise<void> {
  setSettings({ SECRET }, fixedClock(SLOT))
  for (let votes = 3; votes > 0; votes--) await aPaper({ votes })
  for (let n = 10; n < 10 + READERS; n++) await aSubscription({ email: `reader${n}@example.org` })
  await freezeAllDue(SLOT)
  await db().$executeRaw`create table kept_issues as table issues`
  await db().$executeRaw`create table kept_deliveries as table deliveries`
}

/** The ledger as it was before anything was sent: mails of one issue, or slots that are due. */
export async function layOut(what: 'mails' | 'slots', count: number): Promise<void> {
  await db().$executeRaw`delete from deliveries`
  await db().$executeRaw`delete from issues`
  if (what === 'mails') {
    await db().$executeRaw`insert into issues select * from kept_issues`
    await db().$executeRaw`
      insert into deliveries select * from kept_deliveries order by recipient limit ${count}`
    return
  }
  await db().$executeRaw`delete from sent_papers`
  await db().$executeRaw`
    update subscriptions s set next_due_at = case when n.nth <= ${count} then ${SLOT}::timestamptz end
    from (select s.id, row_number() over (order by r.email) as nth from subscriptions s join readers r on r.id = s.reader_id) n
    where n.id = s.id`
}

/** The time that a dead sender's lease lasts has passed; then another sender does the rest. */
export async function recover(settings: SenderSettings): Promise<void> {
  const config = setSettings({ ...environmentOf(settings, ''), DATABASE_URL: '' }, fixedClock(SLOT))
  await db().$executeRaw`
    update deliveries set leased_until = clock_timestamp() - interval '1 ms' where leased_until is not null`
  const transport = openTransport(config)
  await freezeAllDue(SLOT)
  await deliverDue({ transport, clock: fixedClock(SLOT), leaseMs: 60_000, impatient: true })
  await transport.close()
}

/** States of all mails, by address. */
export async function statesByAddress(): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ email: string; state: string }>(`
    select r.email, d.state::text from deliveries d
    join subscriptions s on s.id = d.subscription_id join readers r on r.id = s.reader_id`)
  return new Map(rows.map(({ email, state }) => [email, state]))
}

/** Mails in this state. Asked again and again while a sender works: without Prisma, which would take the processor from it. */
export async function countIn(state: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'select count(*)::int from deliveries where state::text = $1',
    [state],
  )
  return rows[0]?.count ?? 0
}

export type LockedTable = 'deliveries' | 'sent_papers'

/** Nobody else writes to this table until it is let go. */
export async function lockTable(table: LockedTable): Promise<{ release: () => Promise<void> }> {
  const client = await pool().connect()
  await client.query('begin')
  await client.query(
    table === 'deliveries' ? 'lock deliveries in exclusive mode' : 'lock sent_papers in exclusive mode',
  )
  return {
    release: async () => {
      await client.query('rollback')
      client.release()
    },
  }
}

/** Statements of others that wait for a lock. */
export async function countWaiting(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  )
  return rows[0]?.count ?? 0
}

/** What a dead client asked for last is not done: the database would notice it later, or never. All are told to end, then all are waited for. */
export async function endBackends(ports: readonly number[]): Promise<void> {
  const count = async (what: string) => {
    const { rows } = await pool().query<{ count: number }>(
      `select count(${what})::int from pg_stat_activity where client_port = any($1) and pid <> pg_backend_pid()`,
      [ports],
    )
    return rows[0]?.count ?? 0
  }
  await count('pg_terminate_backend(pid)')
  await eventually(async () => (await count('*')) === 0, { everyMs: 2 })
}
