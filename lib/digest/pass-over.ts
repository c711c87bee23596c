import type pg from 'pg'
import { nextSlot, type Schedule } from '../subscriptions/slots'

export interface PassedOver {
  /** Mails that waited to be sent when the backup was made. */
  mails: number
  /** Subscriptions whose mail was due since, or whose pause ended. */
  subscriptions: number
}

/**
 * After a restore: whatever was due between the backup and now may have been sent already, and the ledger that knew it is
 * gone. A mail is sent once, so all of it is passed over; each subscription goes on with its next slot, also one whose pause is over.
 */
export async function passOverDue(client: Pick<pg.Client, 'query'>, now: Date): Promise<PassedOver> {
  const mails = await client.query(
    `update deliveries set state = (case state when 'finishing' then 'unknown' else 'skipped' end)::delivery_state,
       reason = 'restored from a backup', settled_at = $1, lease_token = null, leased_until = null,
       recipient = '',
       content = case kind when 'digest' then content else '{}'::jsonb end
     where state in ('queued', 'leased', 'finishing')`,
    [now],
  )
  await client.query(
    `update subscriptions set state = 'active', next_due_at = paused_until, paused_until = null
     where state = 'paused' and paused_until <= $1`,
    [now],
  )
  const due = await client.query<Schedule>(
    'select distinct rhythm, hour, zone from subscriptions where next_due_at <= $1',
    [now],
  )
  let subscriptions = 0
  for (const schedule of due.rows) {
    const moved = await client.query(
      'update subscriptions set next_due_at = $1 where next_due_at <= $2 and rhythm = $3 and hour = $4 and zone = $5',
      [nextSlot(schedule, now), now, schedule.rhythm, schedule.hour, schedule.zone],
    )
    subscriptions += moved.rowCount ?? 0
  }
  return { mails: mails.rowCount ?? 0, subscriptions }
}
