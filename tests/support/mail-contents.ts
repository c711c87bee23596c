import { type ParsedMail, simpleParser } from 'mailparser'
import { composeMessage } from '@/lib/mail/compose-message'
import { messageIdOf } from '@/lib/mail/headers'
import type { MailInput, MailKind } from '@/lib/mail/kinds'
import type { MailEnvelope } from '@/lib/mail/mail'
import { renderMail } from '@/lib/mail/render'

export const SITE = 'https://papers.example.org'
export const links = {
  unsubscribeUrl: `${SITE}/subscriptions/unsubscribe?token=u&for=1`,
  oneClickUrl: `${SITE}/subscriptions/one-click?token=${'o'.repeat(120)}`,
  leaveAddress: 'b+token@papers.example.org',
  pauseUrl: `${SITE}/subscriptions/pause?token=m`,
  manageUrl: `${SITE}/subscriptions/manage?token=m`,
  paperUrls: (id: string) => ({ voteUrl: `${SITE}/act/t/vote/${id}`, saveUrl: `${SITE}/act/t/save/${id}` }),
}
export const anEnvelope = (given: Partial<MailEnvelope> = {}): MailEnvelope => ({
  recipient: 'ada@example.org',
  from: '"Broadsheet, daily" <digest@papers.example.org>',
  messageId: messageIdOf('delivery-1', SITE),
  date: new Date('2026-11-20T08:00:00Z'),
  postalAddress: 'Broadsheet, 1 Example Street, 12345 Town',
  ...given,
})
export const forDigest = anEnvelope({
  links,
  listId: 'trending.papers.example.org',
  issueId: '7d0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b',
  returnPath: 'b+token@papers.example.org',
})

export const aPaper = (given: Partial<MailInput['digest']['papers'][number]> = {}) => ({
  id: '2406.01234',
  url: `${SITE}/papers/2406.01234`,
  title: 'On the norm ‖x‖₂ ≤ α',
  abstract: 'We show that x² + y² ≤ 1, and more.',
  authors: 'Ada Lovelace, Gaëtan Peter and 3 more',
  categories: ['cs.LG', 'stat.ML'],
  votes: 3,
  day: '2026-11-20',
  ...given,
})
export const aDigest = (papers = [aPaper()], given: Partial<MailInput['digest']> = {}): MailInput['digest'] => ({
  siteName: 'Broadsheet',
  heading: 'Trending papers',
  subtitle: 'Friday, 20 November 2026',
  papers,
  viewUrl: `${SITE}/`,
  ...given,
})
export const aSignIn = { siteName: 'Broadsheet', code: '4K7M-Q2XZ', url: `${SITE}/sign-in/link?token=abc`, minutes: 10 }
export const aConfirm = {
  siteName: 'Broadsheet',
  confirmUrl: `${SITE}/subscriptions/confirm?token=abc`,
  viewTitle: 'Trending papers',
  hour: 8,
  zone: 'America/New_York',
}

export const aClaim = {
  siteName: 'Broadsheet',
  outcome: 'refused' as const,
  author: 'Ada Lovelace',
  paperTitle: 'Notes on ℓ₁',
  reason: 'The page that you name\u202E says <b>nothing</b> of it.',
  url: `${SITE}/claims`,
}
export const aWelcome = {
  siteName: 'Broadsheet',
  viewTitle: 'Trending papers',
  viewUrl: `${SITE}/`,
  schedule: 'every day at 08:00 (Europe/Berlin)',
  first: 'on Tue 24 Nov, 08:00 Europe/Berlin',
}

/** A mail as somebody else's parser reads it. */
export async function received<K extends MailKind>(
  kind: K,
  content: MailInput[K],
  envelope: MailEnvelope,
): Promise<ParsedMail> {
  const message = await composeMessage(renderMail(kind, content, envelope))
  return simpleParser(message, { skipTextToHtml: true, skipHtmlToText: true })
}
/** A header as it stands in the message. */
export const lineOf = ({ headerLines }: ParsedMail, name: string) => headerLines.find(({ key }) => key === name)?.line
