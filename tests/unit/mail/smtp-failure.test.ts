import { expect, test } from 'vitest'
import { outcomeOf, tidy } from '@/lib/mail/smtp-failure'

const closed = { begun: false, opened: false, markerFailed: false }
const begun = { ...closed, begun: true }
const open = { ...begun, opened: true }

test('whatever fails before the end was let through was certainly not sent', () => {
  const failure = { message: 'Connection closed unexpectedly', code: 'ECONNECTION', command: 'CONN' }
  expect(outcomeOf(failure, closed)).toMatchObject({ status: 'not-sent', cause: 'connection' })
  expect(outcomeOf(failure, open)).toMatchObject({ status: 'unknown' })
})

test('a connection that breaks once the mail was begun may break because of the mail', () => {
  const reset = { message: 'read ECONNRESET', code: 'ESOCKET', originalCode: 'ECONNRESET', command: 'CONN' }
  expect(outcomeOf(reset, closed)).toMatchObject({ cause: 'connection' })
  expect(outcomeOf(reset, begun)).toMatchObject({ cause: 'interrupted' })
  const closing = { message: 'closed', code: 'ECONNECTION', command: 'CONN', response: '421 bye', responseCode: 421 }
  expect(outcomeOf(closing, closed)).toMatchObject({ stage: 'greeting' })
  expect(outcomeOf(closing, begun)).toMatchObject({ stage: 'message' })
})

test.each([
  ['nobody listens', { message: 'x', code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }],
  ['each connection ends before its greeting', { message: 'x', code: 'ECONNECTION' }],
])('a mail that was begun on an old connection is not blamed when %s on the next', (_, failure) => {
  expect(outcomeOf(failure, begun)).toMatchObject({ cause: 'connection' })
})

test('a refusal of the final dot is an answer, even after the end was let through', () => {
  const refusal = {
    message: 'Message failed: 554 5.7.1 spam',
    code: 'EMESSAGE',
    command: 'DATA',
    response: '554 5.7.1 spam',
    responseCode: 554,
  }
  expect(outcomeOf(refusal, open)).toEqual({
    status: 'rejected',
    reply: '554 5.7.1 spam',
    code: 554,
    enhanced: '5.7.1',
    stage: 'message',
  })
})

test('half a reply that comes as the connection breaks after the dot settles nothing', () => {
  const broken = {
    message: 'closed: 421 bye',
    code: 'ECONNECTION',
    command: 'CONN',
    response: '421 bye',
    responseCode: 421,
  }
  expect(outcomeOf(broken, open).status).toBe('unknown')
  expect(outcomeOf(broken, closed).status).toBe('rejected')
})

test.each([
  [{ message: 'x', code: 'ETLS', command: 'CONN' }, 'configuration'],
  [{ message: 'x', code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }, 'configuration'],
  [{ message: 'x', code: 'ENOAUTH', command: 'API' }, 'configuration'],
  [{ message: 'Invalid recipient', code: 'EENVELOPE', command: 'API' }, 'address'],
  [{ message: 'x', code: 'EDNS' }, 'connection'],
  [{ message: 'x', code: 'ETIMEDOUT', command: 'CONN' }, 'connection'],
])('%o is trouble of the %s', (failure, cause) => {
  expect(outcomeOf(failure, closed)).toMatchObject({ status: 'not-sent', cause })
})

test('what is kept of a reply is one short line without addresses', () => {
  expect(tidy('550-5.1.1 <ada@example.org>\r\n550 5.1.1 unknown')).toBe('550-5.1.1 <[address]> 550 5.1.1 unknown')
  expect(tidy('x'.repeat(1000))).toHaveLength(300)
})
