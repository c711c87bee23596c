import type { Mail } from '@/lib/mail/mail'

/** A small mail that is ready to be sent. */
export const aMail = (given: Partial<Mail> = {}): Mail => ({
  from: 'Broadsheet <digest@papers.example.org>',
  recipient: 'ada@example.org',
  messageId: '<0123456789abcdef@papers.example.org>',
  date: new Date('2026-11-20T08:00:00Z'),
  subject: 'A subject',
  html: '<p>hello</p>',
  text: 'hello\n',
  headers: [],
  ...given,
})
