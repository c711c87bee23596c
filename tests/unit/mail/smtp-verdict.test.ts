import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enhancedCode } from '@/lib/mail/smtp-failure'
import type { SmtpOutcome, SmtpStage } from '@/lib/mail/smtp-outcome'
import { judgeSmtp, type SmtpVerdict } from '@/lib/mail/smtp-verdict'

const rejected = (stage: SmtpStage, reply: string): SmtpOutcome => ({
  status: 'rejected',
  reply,
  code: Number(reply.slice(0, 3)),
  enhanced: enhancedCode(reply),
  stage,
})

test.each<[SmtpVerdict, SmtpStage, string]>([
  ['slow-down', 'greeting', '421 4.3.2 closing'],
  ['slow-down', 'sign-in', '421 4.7.0 too many sign-ins'],
  ['slow-down', 'sender', '421 4.3.2 closing'],
  ['slow-down', 'recipient', '421 too many connections'],
  ['slow-down', 'message', '421 4.7.0 try again later'],
  ['slow-down', 'message', '451 4.7.28 unusual rate'],
  ['slow-down', 'recipient', '450 4.7.26 not authenticated, this time'],
  ['slow-down', 'recipient', '452 4.7.0 reputation'],
  ['retry', 'greeting', '450 4.7.0 busy'],
  ['retry', 'recipient', '450 4.2.0 mailbox busy'],
  ['retry', 'recipient', '450 4.2.1 receiving too fast'],
  ['retry', 'recipient', '450 4.7.1 greylisted'],
  ['retry', 'recipient', '451 4.7.1 greylisted'],
  ['retry', 'message', '451 local error'],
  ['retry', 'sender', '452 4.3.1 disk full'],
  ['retry', 'recipient', '452 4.5.3 too many recipients'],
  ['retry', 'message', '452 insufficient storage'],
  ['retry', 'sign-in', '454 4.7.0 temporary failure'],
  ['retry', 'recipient', '455 4.5.4 parameters not taken now'],
  ['mailbox-full', 'recipient', '452 4.2.2 mailbox full'],
  ['mailbox-full', 'recipient', '450 4.2.2 over quota'],
  ['mailbox-full', 'recipient', '552 5.2.2 mailbox full'],
  ['mailbox-full', 'recipient', '550 5.2.2 over quota'],
  ['mailbox-full', 'recipient', '552 mailbox full'],
  ['mailbox-full', 'message', '552 5.2.2 over quota'],
  ['bad-recipient', 'recipient', '550 5.1.1 no such user'],
  ['bad-recipient', 'message', '550 5.1.1 no such user'],
  ['bad-recipient', 'recipient', '550 5.1.10 null MX'],
  ['bad-recipient', 'recipient', '550 5.1.2 no such host'],
  ['bad-recipient', 'recipient', '501 5.1.3 bad address syntax'],
  ['bad-recipient', 'recipient', '551 5.1.6 moved'],
  ['bad-recipient', 'recipient', '550 5.2.1 mailbox disabled'],
  ['bad-recipient', 'recipient', '550 user unknown'],
  ['bad-recipient', 'recipient', '551 not here'],
  ['bad-recipient', 'recipient', '553 no such mailbox'],
  ['policy', 'recipient', '550 5.7.1 blocked'],
  ['policy', 'message', '550 5.7.26 not authenticated'],
  ['policy', 'message', '550 5.7.515 access denied'],
  ['policy', 'message', '554 5.7.1 looks like spam'],
  ['policy', 'recipient', '554 5.7.1 blocked, see https://example.org'],
  ['policy', 'recipient', '554 blocked'],
  ['policy', 'recipient', '550 blocked using a list of spammers'],
  ['policy', 'recipient', '550 SPF check failed'],
  ['policy', 'recipient', '553 access denied'],
  ['policy', 'message', '550 content refused'],
  ['policy', 'message', '554 transaction failed'],
  ['refused', 'message', '552 5.3.4 message too big'],
  ['refused', 'sender', '552 5.3.4 message too big'],
  ['refused', 'message', '550 5.6.0 cannot be read'],
  ['refused', 'recipient', '550 5.4.1 recipient address rejected'],
  ['refused', 'recipient', '550 5.0.0 no'],
  ['protocol', 'sender', '500 5.5.2 command not recognised'],
  ['protocol', 'sender', '501 5.5.4 syntax'],
  ['protocol', 'recipient', '501 5.5.4 syntax'],
  ['protocol', 'message', '502 5.5.1 not implemented'],
  ['protocol', 'message', '503 5.5.1 bad sequence'],
  ['protocol', 'recipient', '504 5.5.4 parameter not implemented'],
  ['stop', 'greeting', '554 no service for you'],
  ['stop', 'greeting', '502 no EHLO here'],
  ['stop', 'sign-in', '504 5.5.4 mechanism not supported'],
  ['stop', 'sender', '530 5.7.0 authentication required'],
  ['stop', 'recipient', '530 5.7.0 must issue a STARTTLS command first'],
  ['stop', 'sign-in', '534 5.7.9 mechanism too weak'],
  ['stop', 'sign-in', '535 5.7.8 bad credentials'],
  ['stop', 'message', '538 5.7.11 encryption required'],
  ['stop', 'sender', '550 5.7.1 sender not allowed'],
  ['stop', 'sender', '553 5.1.8 sender domain not found'],
])('%s, at the %s: %s', (verdict, stage, reply) => {
  expect(judgeSmtp(rejected(stage, reply))).toBe(verdict)
})

test.each<[SmtpVerdict, SmtpOutcome]>([
  ['sent', { status: 'accepted', reply: '250 OK' }],
  ['retry', { status: 'not-sent', reason: 'refused', cause: 'connection' }],
  ['retry', { status: 'not-sent', reason: 'reset', cause: 'interrupted' }],
  ['retry', { status: 'not-sent', reason: 'the database is gone', cause: 'marker' }],
  ['stop', { status: 'not-sent', reason: 'certificate expired', cause: 'configuration' }],
  ['bad-recipient', { status: 'not-sent', reason: 'invalid recipient', cause: 'address' }],
  ['unknown', { status: 'unknown', reason: 'timeout' }],
])('%s without a reply to judge: %o', (verdict, outcome) => {
  expect(judgeSmtp(outcome)).toBe(verdict)
})

test('whatever a server says, an address is given up only by a permanent reply about a recipient', () => {
  const stages: SmtpStage[] = ['greeting', 'sign-in', 'sender', 'recipient', 'message']
  const number = (min: number, max: number) => fc.integer({ min, max })
  const enhanced = fc.option(fc.tuple(number(0, 7), number(0, 999)))
  fc.assert(
    fc.property(number(400, 599), enhanced, fc.constantFrom(...stages), fc.string(), (code, detail, stage, words) => {
      const status = detail ? `${Math.floor(code / 100)}.${detail.join('.')} ` : ''
      const verdict = judgeSmtp(rejected(stage, `${code} ${status}${words}`))
      if (verdict !== 'bad-recipient') return
      expect(code).toBeGreaterThanOrEqual(500)
      expect(['recipient', 'message']).toContain(stage)
      expect(status).not.toMatch(/^5\.7\./)
    }),
    { numRuns: 2_000 },
  )
})
