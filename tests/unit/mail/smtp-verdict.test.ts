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
  ['retry', 'greeting', '421 4.3.2 closing'],
  ['retry', 'recipient', '421 too many connections'],
  ['retry', 'message', '421 4.7.0 try again later'],
  ['retry', 'recipient', '450 4.2.0 mailbox busy'],
  ['retry', 'recipient', '451 4.7.1 greylisted'],
  ['retry', 'message', '451 local error'],
  ['retry', 'recipient', '452 4.2.2 mailbox full'],
  ['retry', 'recipient', '452 4.5.3 too many recipients'],
  ['retry', 'recipient', '552 5.2.2 mailbox full'],
  ['retry', 'recipient', '552 mailbox full'],
  ['retry', 'message', '552 5.2.2 over quota'],
  ['retry', 'sign-in', '454 4.7.0 temporary failure'],
  ['retry', 'message', '503 5.5.1 bad sequence'],
  ['bad-recipient', 'recipient', '550 5.1.1 no such user'],
  ['bad-recipient', 'message', '550 5.1.1 no such user'],
  ['bad-recipient', 'recipient', '550 5.1.10 null MX'],
  ['bad-recipient', 'recipient', '550 5.2.1 mailbox disabled'],
  ['bad-recipient', 'recipient', '550 user unknown'],
  ['bad-recipient', 'recipient', '551 not here'],
  ['bad-recipient', 'recipient', '553 no such mailbox'],
  ['policy', 'recipient', '550 5.7.1 blocked'],
  ['policy', 'message', '550 5.7.26 not authenticated'],
  ['policy', 'message', '550 5.7.515 access denied'],
  ['policy', 'message', '554 5.7.1 looks like spam'],
  ['policy', 'recipient', '554 blocked'],
  ['policy', 'message', '550 content refused'],
  ['policy', 'message', '552 5.3.4 message too big'],
  ['policy', 'sender', '552 5.3.4 message too big'],
  ['policy', 'recipient', '501 5.5.4 syntax'],
  ['stop', 'greeting', '554 no service for you'],
  ['stop', 'sender', '530 5.7.0 authentication required'],
  ['stop', 'recipient', '530 5.7.0 must issue a STARTTLS command first'],
  ['stop', 'sign-in', '535 5.7.8 bad credentials'],
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
