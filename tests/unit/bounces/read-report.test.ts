import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { MAX_REPORT_OCTETS, readReport } from '@/lib/bounces/read-report'
import { judgeBounce } from '@/lib/bounces/report'
import { systemClock } from '@/lib/clock'
import { leaveAddress, verpSender } from '@/lib/mail/verp'
import { aBounce, aComplaint } from '../../support/reports'
import { setSettings } from '../../support/settings'

const ID = '0f6e3a52-8d1c-4b7e-9a30-2c5d7e9f1b48'
const ADA = 'ada@example.org'

beforeAll(() => {
  setSettings({}, systemClock)
})

const toAda = () => verpSender({ id: ID, recipient: ADA }, 'b@papers.example.org')
const read = (message: string, envelopeTo?: string) => readReport(Buffer.from(message, 'latin1'), envelopeTo)

test('a failure of the address that the mail went to is a bounce, with its status', async () => {
  const report = await read(aBounce({ to: toAda(), recipient: ADA }))
  expect(report).toMatchObject({ kind: 'bounce', recipient: ADA, status: '5.1.1', about: { deliveryId: ID } })
})

test('it does not matter how servers write addresses, nor where they put their token', async () => {
  const elsewhere = aBounce({ to: 'someone@papers.example.org', recipient: ADA })
  for (const [message, envelope] of [
    [aBounce({ to: toAda().toUpperCase(), recipient: 'Ada@EXAMPLE.org' })],
    [`Delivered-To: ${toAda()}\r\n${elsewhere}`],
    [`X-Original-To: ${toAda()}\r\n${elsewhere}`],
    [elsewhere, toAda()],
    [aBounce({ to: toAda(), recipient: 'ada@gmail.example', original: ADA })],
  ] as const) {
    expect(await read(message, envelope)).toMatchObject({ kind: 'bounce', about: { deliveryId: ID } })
  }
})

test('the address in a detail is left out', async () => {
  const report = await read(aBounce({ to: toAda(), recipient: ADA, diagnostic: `smtp; 550 5.1.1 <${ADA}> unknown` }))
  expect(JSON.stringify({ ...report, recipient: '' })).not.toContain(ADA)
})

test.each<[string, () => string]>([
  ['no token of ours', () => aBounce({ to: 'b@papers.example.org', recipient: ADA })],
  ['no token of ours', () => aBounce({ to: toAda().replace('b+', 'b+x'), recipient: ADA })],
  ['another recipient', () => aBounce({ to: toAda(), recipient: 'bob@example.org' })],
  ['no failure', () => aBounce({ to: toAda(), recipient: ADA, action: 'delayed', status: '4.4.1' })],
  ['no failure', () => aBounce({ to: toAda(), recipient: ADA, action: 'delivered', status: '2.1.5' })],
  ['another recipient', () => aBounce({ to: toAda(), recipient: ADA, status: 'user unknown' })],
  ['not a report', () => `To: ${toAda()}\r\nSubject: I am on holiday\r\n\r\n550 5.1.1 user unknown\r\n`],
  ['too large', () => aBounce({ to: toAda(), recipient: ADA, diagnostic: 'x'.repeat(MAX_REPORT_OCTETS) })],
  ['no token of ours', () => aComplaint({ sender: 'digest@papers.example.org' })],
  ['no failure', () => aComplaint({ sender: toAda(), type: 'not-spam' })],
  ['no token of ours', () => 'hello'],
  ['no token of ours', () => ''],
])('nothing comes of it: %s', async (reason, message) => {
  expect(await read(message())).toEqual({ kind: 'nothing', reason })
})

test('a complaint is known by its token, whoever complained', async () => {
  expect(await read(aComplaint({ sender: toAda() }))).toMatchObject({ kind: 'complaint', about: { deliveryId: ID } })
})

test('a mail with the subject of List-Unsubscribe is a wish to leave', async () => {
  const to = (address: string) => `To: ${address}\r\nFrom: ada@example.org\r\nSubject: Unsubscribe \r\n\r\n`
  const leave = leaveAddress(ID, 'b@papers.example.org')
  expect(await read(to(leave))).toEqual({ kind: 'unsubscribe', of: { subscriptionId: ID } })
  expect(await read(to(toAda()))).toEqual({ kind: 'unsubscribe', of: { deliveryId: ID } })
  // An address for leaving is none for bounces.
  expect(await read(aBounce({ to: leave, recipient: ADA }))).toMatchObject({ kind: 'nothing' })
})

test('a report about somebody else is not believed, whatever it says', async () => {
  const line = fc.string({
    unit: fc.constantFrom('a', '@', ';', ':', ' ', '\r\n', '\n', '.', '5.1.1', 'Final-Recipient', 'failed'),
  })
  await fc.assert(
    fc.asyncProperty(line, line, async (recipient, diagnostic) => {
      fc.pre(!recipient.includes('ada'))
      const report = await read(aBounce({ to: toAda(), recipient, diagnostic }))
      expect(report.kind).toBe('nothing')
    }),
    { numRuns: 200 },
  )
})

test('no message makes the reader fail, and none without a token of ours is acted upon', async () => {
  const whole = aBounce({ to: 'b@papers.example.org', recipient: ADA })
  const cut = fc.nat(whole.length).map((at) => Buffer.from(whole.slice(0, at), 'latin1'))
  const spliced = fc
    .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 200 }))
    .map(([at, octets]) =>
      Buffer.concat([Buffer.from(whole.slice(0, at), 'latin1'), octets, Buffer.from(whole.slice(at), 'latin1')]),
    )
  const any = fc.uint8Array({ maxLength: 2_000 }).map((octets) => Buffer.from(octets))
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, spliced, any), async (message) => {
      expect((await readReport(message)).kind).toBe('nothing')
    }),
    { numRuns: 400 },
  )
})

test('deeply nested and endless parts take no longer than others', async () => {
  const nested = `To: ${toAda()}\r\n${Array.from({ length: 5_000 }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('')}`
  const started = performance.now()
  expect((await read(nested)).kind).toBe('nothing')
  expect((await read(aBounce({ to: toAda(), recipient: `${'a'.repeat(400_000)}@example.org` }))).kind).toBe('nothing')
  expect(performance.now() - started).toBeLessThan(20_000)
})

test.each([
  ['gone', '5.1.1'],
  ['gone', '5.1.10'],
  ['gone', '5.2.1'],
  ['full', '5.2.2'],
  ['full', '4.2.2'],
  ['other', '5.7.1'],
  ['other', '5.7.515'],
  ['other', '5.1.8'],
  ['other', '5.0.0'],
  ['other', '4.4.7'],
] as const)('%s: %s', (verdict, status) => {
  expect(judgeBounce(status)).toBe(verdict)
})
