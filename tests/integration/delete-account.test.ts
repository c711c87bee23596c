import fs, { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { forgetReader } from '@/lib/community/forget-reader'
import { config } from '@/lib/config'
import { db } from '@/lib/database/client'
import { openLocalMailbox } from '@/lib/mail/local-mailbox'
import { renderMail } from '@/lib/mail/render'
import { mailboxFolder } from '@/lib/mail/transport'
import { useTestDatabase } from '../support/database'
import { temporaryFolder } from '../support/house'
import { readerWithMuch } from '../support/reader-with-much'
import { aClock, setSettings } from '../support/settings'
import { SLOT } from '../support/subscriptions'

useTestDatabase()

const ADA = 'ada@example.org'
const BOB = 'bob@example.org'
const clock = aClock(SLOT.toISOString())
const folder = temporaryFolder()

afterAll(() => folder.remove())
beforeEach(async () => {
  setSettings({ DATA_DIR: folder.path }, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
})

const adaWithMuch = () => readerWithMuch(ADA, clock)

describe('deleting an account', () => {
  test('leaves nothing of it in any table, in the mailbox or in the log, within five seconds', async () => {
    // What the log writes, from the first sign-in on.
    const written = vi.spyOn(fs, 'writeSync')
    const { ada } = await adaWithMuch()
    await db().invitation.create({ data: { email: ADA, invitedBy: 'root', invitedAt: clock.now() } })
    await db().feedKey.create({ data: { readerId: ada.id, keyHash: new Uint8Array(32), createdAt: clock.now() } })
    await db().awaitedMark.create({
      data: { readerId: ada.id, kind: 'vote', paperId: '2401.9', at: clock.now(), broughtAt: clock.now() },
    })
    const box = mailboxFolder(config())
    rmSync(box, { recursive: true, force: true })
    mkdirSync(box, { recursive: true })
    for (const recipient of [ADA, BOB]) await openLocalMailbox(box).send(aMailTo(recipient))
    const began = performance.now()
    await forgetReader(ADA)
    expect(performance.now() - began).toBeLessThan(5_000)
    expect([await tablesThatHold(ADA), await tablesThatHold(ada.id)]).toEqual([[], []])
    expect(readdirSync(box)).toHaveLength(1)
    const log = written.mock.calls.map((call) => String(call[1])).join('')
    written.mockRestore()
    expect(log).toMatch(/signed in[\s\S]*reader forgotten/)
    expect([log.includes(ADA), log.includes(ada.id)]).toEqual([false, false])
  })

  test('reaches every table: whatever refers to a reader goes with them, or forgets who it was', async () => {
    const kept = await db().$queryRaw<{ name: string }[]>`
      select conrelid::regclass || '.' || conname as name from pg_constraint
      where contype = 'f' and confrelid = 'readers'::regclass and confdeltype not in ('c', 'n')`
    expect(kept).toEqual([])
    // Addresses stand in these columns and no others; each is looked at by forgetReader.
    const columns = await db().$queryRaw<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and (column_name ~ '(^|_)(email|recipient|address)$') and data_type = 'text' order by 1`
    expect(columns.map(({ name }) => name)).toEqual([
      'deliveries.recipient',
      'invitations.email',
      'readers.email',
      'sign_in_requests.email',
    ])
  })
})

const aMailTo = (recipient: string) =>
  renderMail('invitation', { siteName: 'Broadsheet', url: 'http://localhost:3000/invitations/x', days: 14 }, {
    recipient,
    from: 'Broadsheet <digest@localhost>',
    messageId: `<${recipient.length}.${recipient.slice(0, 3)}@localhost>`,
    date: clock.now(),
  } as Parameters<typeof renderMail>[2])

/** Every row of the database in which this text stands, by table. */
async function tablesThatHold(text: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name::text as name from information_schema.tables
    where table_schema = 'public' and query_to_xml(format('select * from public.%I', table_name), true, false, '')::text like ${`%${text}%`}`
  return tables.map(({ name }) => name)
}
