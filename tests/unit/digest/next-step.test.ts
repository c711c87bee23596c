import { expect, test } from 'vitest'
import { type Lesson, nextStep } from '@/lib/digest/next-step'
import type { SmtpOutcome } from '@/lib/mail/smtp-outcome'

const digest = { kind: 'digest', attempts: 1, jitter: () => 0, isResent: false } as const
const signIn = { kind: 'sign-in', attempts: 1, jitter: () => 0, isResent: true } as const
const rejected = (
  reply: string,
  stage: 'greeting' | 'sign-in' | 'sender' | 'recipient' | 'message' = 'recipient',
): SmtpOutcome => ({
  status: 'rejected',
  reply,
  code: Number(reply.slice(0, 3)),
  enhanced: /\d\.\d+\.\d+/.exec(reply)?.[0] ?? null,
  stage,
})
const MINUTE_MS = 60_000

test('an accepted mail is settled, with what the server said', () => {
  expect(nextStep(digest, { status: 'accepted', reply: '250 2.0.0 queued as X' })).toMatchObject({
    status: 'settle',
    state: 'accepted',
    reason: '250 2.0.0 queued as X',
  })
})

test('an address where nobody is fails alone', () => {
  expect(nextStep(digest, rejected('550 5.1.1 no such user'))).toMatchObject({ state: 'failed', sender: 'go on' })
})

test('a greylisted mail rests longer each time, and counts its tries', () => {
  const rests = [1, 2, 3, 4, 5, 9].map((attempts) => nextStep({ ...digest, attempts }, rejected('451 4.7.1 later')))
  expect(rests.map((step) => step.status === 'give back' && step.restMs / MINUTE_MS)).toEqual([
    5, 15, 45, 120, 360, 360,
  ])
  expect(rests.every((step) => step.status === 'give back' && step.strike && step.sender === 'go on')).toBe(true)
})

test('mails that were put off together come back apart', () => {
  const rests = [0, 0.5, 1].map((jitter) => nextStep({ ...digest, jitter: () => jitter }, rejected('451 4.7.1 later')))
  expect(rests.map((step) => step.status === 'give back' && step.restMs / MINUTE_MS)).toEqual([5, 5.5, 6])
})

test('a code that somebody waits for is tried again within seconds', () => {
  expect(nextStep(signIn, rejected('451 4.7.1 later'))).toMatchObject({ restMs: 15_000 })
})

test.each<[string, SmtpOutcome]>([
  ['nobody answers', { status: 'not-sent', reason: 'ECONNREFUSED', cause: 'connection' }],
  ['the server closes down', rejected('421 4.3.2 closing', 'sender')],
  ['the server is busy at the door', rejected('450 busy', 'greeting')],
])('when %s, no mail is blamed and the sender rests', (_, outcome) => {
  expect(nextStep(digest, outcome)).toMatchObject({ status: 'give back', strike: false, sender: 'rest' })
})

test.each<[string, SmtpOutcome]>([
  ['the connection breaks', { status: 'not-sent', reason: 'ECONNRESET', cause: 'interrupted' }],
  ['the server closes down', rejected('421 4.7.0 closing')],
])('when %s after the mail was begun, it may be for this mail: it counts, and the sender goes on', (_, outcome) => {
  expect(nextStep(digest, outcome)).toMatchObject({ status: 'give back', strike: true, sender: 'go on' })
})

test('a wrong password stops the sender and uses up no mail', () => {
  expect(nextStep(digest, rejected('535 5.7.8 bad credentials', 'sign-in'))).toMatchObject({
    status: 'give back',
    strike: false,
    sender: 'halt',
  })
})

test('what may have been accepted is not sent twice, unless somebody waits for it', () => {
  const unknown: SmtpOutcome = { status: 'unknown', reason: 'reset after the dot' }
  expect(nextStep(digest, unknown)).toMatchObject({ status: 'settle', state: 'unknown' })
  expect(nextStep(signIn, unknown)).toMatchObject({ status: 'give back' })
})

test('a mail that was withdrawn at the gate goes back without blame', () => {
  const withdrawn: SmtpOutcome = { status: 'not-sent', reason: 'withdrawn', cause: 'marker' }
  expect(nextStep(digest, withdrawn)).toMatchObject({ status: 'withdraw', sender: 'go on' })
})

test.each<[string, Lesson | undefined]>([
  ['550 5.1.1 no such user', 'bad-recipient'],
  ['452 4.2.2 mailbox full', 'mailbox-full'],
  ['552 5.2.2 mailbox full', 'mailbox-full'],
  ['421 4.7.28 unusual rate', 'slow-down'],
  ['450 4.7.0 try again later', 'slow-down'],
  ['451 4.7.1 greylisted', undefined],
  ['450 4.3.2 busy', undefined],
  ['550 5.7.26 not authenticated', 'policy'],
  ['554 blocked', 'policy'],
  ['550 5.6.0 cannot be read', undefined],
  ['502 not implemented', 'protocol'],
])('“%s” teaches: %s', (reply, lesson) => {
  expect(nextStep(digest, rejected(reply))).toMatchObject({ lesson })
})
