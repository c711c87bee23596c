import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runBounces } from '@/lib/bounces/run-bounces'
import { config } from '@/lib/config'
import { db, pool } from '@/lib/database/client'
import { UpstreamError } from '@/lib/errors'
import { leaveAddress, verpSender } from '@/lib/mail/verp'
import { findSuppression, lift } from '@/lib/suppression/suppressions'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { type ImapMailbox, startImap } from '../support/imap'
import { digestsTo } from '../support/mails'
import { aBounce, aComplaint } from '../support/reports'
import { aClock, setSettings } from '../support/settings'
import { SLOT } from '../support/subscriptions'

const database = useTestDatabase()

const ADA = 'ada@example.org'
const SECRET = 'a secret of thirty-two characters'
const clock = aClock(SLOT.toISOString())
const open: ImapMailbox[] = []

beforeEach(async () => {
  clock.moveTo(SLOT.toISOString())
  setSettings({ SECRET }, clock)
  await db()
    .$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, suppressions, soft_bounces, bounces cascade`
  await aPaper({ votes: 3 })
})
afterEach(async () => {
  for (const mailbox of open.splice(0)) await mailbox.close()
})

/** A digest to this address, and the envelope sender that it left with. */
async function mailedTo(recipient: string): Promise<{ id: string; sender: string }> {
  await digestsTo(recipient)
  const { id } = await db().delivery.findFirstOrThrow({ where: { recipient }, orderBy: { createdAt: 'desc' } })
  return { id, sender: verpSender({ id, recipient }, config().bounceAddress) }
}

async function aMailbox(...messages: string[]): Promise<ImapMailbox> {
  const mailbox = await startImap(...messages)
  open.push(mailbox)
  return mailbox
}

const run = ({ url }: ImapMailbox) => runBounces(url, { now: clock.now() })

test('a mail to nobody suppresses its address, is marked as seen, and is not read again', async () => {
  const { sender } = await mailedTo(ADA)
  const mailbox = await aMailbox(aBounce({ to: sender, recipient: ADA }))
  expect(await run(mailbox)).toMatchObject({ suppressed: 1 })
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'bounced', detail: expect.stringContaining('5.1.1') })
  expect(mailbox.messages).toMatchObject([{ seen: true }])
  expect(await run(mailbox)).toMatchObject({ suppressed: 0, nothing: 0 })
})

test('a complaint suppresses at once', async () => {
  const { sender } = await mailedTo(ADA)
  expect(await run(await aMailbox(aComplaint({ sender })))).toMatchObject({ suppressed: 1 })
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'complained' })
})

test('what is refused for what it is, or by somebody else, costs nobody their address', async () => {
  const { sender } = await mailedTo(ADA)
  const messages = [
    aBounce({ to: sender, recipient: ADA, status: '5.7.1' }),
    aBounce({ to: sender, recipient: 'bob@example.org' }),
    aBounce({ to: 'b@localhost', recipient: ADA }),
    'not a mail at all',
  ]
  expect(await run(await aMailbox(...messages))).toMatchObject({ noted: 1, nothing: 3 })
  expect(await findSuppression(ADA)).toBeNull()
})

test('a full mailbox is given up after five mails over two weeks, however often each report comes', async () => {
  for (const day of [0, 4, 8, 12, 16]) {
    expect(await findSuppression(ADA)).toBeNull()
    clock.moveTo(new Date(SLOT.getTime() + day * 24 * 3_600_000).toISOString())
    const { id } = await db().delivery.create({
      data: {
        kind: 'digest',
        recipient: ADA,
        content: {},
        createdAt: clock.now(),
        dueAt: clock.now(),
        deadlineAt: clock.now(),
      },
    })
    const sender = verpSender({ id, recipient: ADA }, config().bounceAddress)
    const report = aBounce({ to: sender, recipient: ADA, status: '5.2.2' })
    await run(await aMailbox(report, report, report))
  }
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'bounced' })
})

test('a bounce of a mail that the ledger has forgotten still tells of its address', async () => {
  const { id, sender } = await mailedTo(ADA)
  await db().delivery.delete({ where: { id } })
  expect(await run(await aMailbox(aBounce({ to: sender, recipient: ADA })))).toMatchObject({ suppressed: 1 })
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'bounced' })
})

test('who writes to the address of List-Unsubscribe is unsubscribed', async () => {
  const { sender } = await mailedTo(ADA)
  const wish = `To: ${sender}\r\nFrom: ${ADA}\r\nSubject: unsubscribe\r\n\r\n`
  expect(await run(await aMailbox(wish))).toMatchObject({ unsubscribed: 1 })
  expect(await db().subscription.findMany({ select: { state: true } })).toEqual([{ state: 'unsubscribed' }])
})

test('a mailbox that cannot be reached, or does not let us in, is trouble upstream and told without the password', async () => {
  const mailbox = await aMailbox()
  const wrong = runBounces(mailbox.url.replace('opensesame', 'wrong-one'), { now: clock.now() })
  await expect(wrong).rejects.toThrow(UpstreamError)
  await expect(wrong).rejects.not.toThrow('wrong-one')
  await mailbox.close()
  await expect(run(mailbox)).rejects.toThrow(UpstreamError)
})

test('npm run bounce takes a message from a mail server, and tells what it did', async () => {
  const { sender } = await mailedTo(ADA)
  const piped = (message: string, ...args: string[]) => bounceCommand(message, ['--json', ...args])
  expect(await piped(aBounce({ to: sender, recipient: ADA }))).toEqual({ status: 'suppressed', why: 'bounced' })
  expect(await piped('hello')).toEqual({ status: 'nothing', why: 'no token of ours' })
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'bounced' })
})

/** What the command prints for this message on its standard input. */
async function bounceCommand(message: string, args: string[]): Promise<unknown> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { bounce: string } }
  const [, ...command] = scripts.bounce.split(' ')
  const child = spawn(process.execPath, [...command, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, DATABASE_URL: database.url, SECRET },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(message)
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk)
  })
  await new Promise((resolve) => child.once('close', resolve))
  return JSON.parse(stdout)
}

test('a report that comes again does not undo what an operator lifted; one about a later mail does', async () => {
  const { sender } = await mailedTo(ADA)
  const reports = [aBounce({ to: sender, recipient: ADA }), aComplaint({ sender })]
  for (const report of reports) {
    expect(await run(await aMailbox(report))).toMatchObject({ suppressed: 1 })
    await lift((await findSuppression(ADA))?.key ?? '', 'operator', clock.now())
    expect(await run(await aMailbox(report))).toMatchObject({ suppressed: 0, known: 1 })
    expect(await findSuppression(ADA)).toMatchObject({ liftedAt: clock.now() })
  }
})

test('a message that cannot be acted upon holds up no other, and stays to be read again', async () => {
  const poison = await mailedTo(ADA)
  const good = await mailedTo('bob@example.org')
  await pool().query(`
    create function refuse_poison() returns trigger language plpgsql as $$
    begin if new.delivery_id = '${poison.id}' then raise exception 'poison'; end if; return new; end $$`)
  await pool().query('create trigger poison before insert on bounces for each row execute function refuse_poison()')
  const mailbox = await aMailbox(
    aBounce({ to: poison.sender, recipient: ADA }),
    aBounce({ to: good.sender, recipient: 'bob@example.org' }),
  )
  await expect(run(mailbox)).rejects.toThrow('some reports could not be acted upon')
  expect([await findSuppression(ADA), await findSuppression('bob@example.org')]).toMatchObject([
    null,
    { reason: 'bounced' },
  ])
  await pool().query('drop trigger poison on bounces')
  expect(await run(mailbox)).toMatchObject({ suppressed: 1 })
  expect(await findSuppression(ADA)).toMatchObject({ reason: 'bounced' })
})

test('who writes to the address of List-Unsubscribe leaves also when the ledger forgot the mail long ago', async () => {
  const { id } = await mailedTo(ADA)
  const { subscriptionId } = await db().delivery.findUniqueOrThrow({ where: { id } })
  await db().delivery.delete({ where: { id } })
  const wish = `To: ${leaveAddress(subscriptionId ?? '', config().bounceAddress)}\r\nFrom: ${ADA}\r\nSubject: unsubscribe\r\n\r\n`
  expect(await run(await aMailbox(wish))).toMatchObject({ unsubscribed: 1 })
  expect(await db().subscription.findMany({ select: { state: true } })).toEqual([{ state: 'unsubscribed' }])
})
