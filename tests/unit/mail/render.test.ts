import fc from 'fast-check'
import { type ParsedMail, simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { composeMessage } from '@/lib/mail/compose-message'
import { renderMail, renderStoredMail } from '@/lib/mail/render'
import {
  aClaim,
  aConfirm,
  aDigest,
  anEnvelope,
  aPaper,
  aSignIn,
  aWelcome,
  forDigest,
  lineOf,
  links,
  received,
  SITE,
} from '../../support/mail-contents'

test('a digest carries the headers of a list that is left by one POST', async () => {
  const mail = await received('digest', aDigest(), forDigest)
  expect(lineOf(mail, 'list-unsubscribe')).toBe(
    `List-Unsubscribe: <${links.oneClickUrl}>, <mailto:b+token@papers.example.org?subject=unsubscribe>`,
  )
  expect(lineOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(lineOf(mail, 'list-id')).toBe('List-Id: "Broadsheet" <trending.papers.example.org>')
  expect(lineOf(mail, 'list-archive')).toBe(`List-Archive: <${SITE}/>`)
  expect(lineOf(mail, 'list-owner')).toBe('List-Owner: <mailto:digest@papers.example.org>')
  expect(lineOf(mail, 'list-help')).toBe(`List-Help: <${links.manageUrl}>`)
  expect(mail.headers.get('precedence')).toBe('bulk')
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.headers.get('x-auto-response-suppress')).toBe('All')
  expect(mail.headers.get('feedback-id')).toBe('7d0c1a2b:trending:digest:papers.example.org')
})

test('every mail has one sender, one recipient, its date and its id', async () => {
  const mail = await received('digest', aDigest(), forDigest)
  expect(mail.from?.value).toEqual([{ name: 'Broadsheet, daily', address: 'digest@papers.example.org' }])
  expect(mail.to).toMatchObject({ value: [{ address: 'ada@example.org' }] })
  expect(mail.date).toEqual(new Date('2026-11-20T08:00:00Z'))
  expect(mail.messageId).toBe(forDigest.messageId)
  expect(mail.replyTo).toBeUndefined()
  expect((await received('digest', aDigest(), { ...forDigest, replyTo: 'us@example.org' })).replyTo?.text).toBe(
    'us@example.org',
  )
})

test.each([
  ['sign-in', aSignIn],
  ['confirm', aConfirm],
] as const)('a %s mail answers a person: it is no list', async (kind, content) => {
  const mail = await received(kind, content, anEnvelope({ links, listId: 'x.example.org' }))
  expect(mail.headerLines.filter(({ key }) => key.startsWith('list-') || key === 'precedence')).toEqual([])
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
})

test('the same content and envelope give the same bytes, other readers the same words', async () => {
  const compose = () => composeMessage(renderMail('digest', aDigest(), forDigest))
  expect(await compose()).toEqual(await compose())
  const content = aDigest()
  const [ada, bob] = ['ada', 'bob'].map((name) =>
    renderMail('digest', content, { ...forDigest, links: { ...links, unsubscribeUrl: `${SITE}/u?${name}` } }),
  )
  expect(ada?.html).toContain(`href="${SITE}/u?ada"`)
  expect(ada?.html.replaceAll('u?ada', 'u?bob')).toBe(bob?.html)
})

test('what became of a claim is told with the reason as text, and what can be done then; it is no list', async () => {
  const { subject, html, text = '', headers } = await received('claim', aClaim, anEnvelope())
  expect(subject).toBe('Your claim was refused: Notes on ℓ₁')
  for (const part of [String(html), text]) expect(part).toMatch(/another moderator\s+looks at it/)
  expect(html).toContain('says &lt;b&gt;nothing&lt;/b&gt; of it.')
  expect(`${html}${text}`).not.toContain('\u202E')
  expect(headers.has('list')).toBe(false)
})

test('nothing is fetched when a mail is opened', () => {
  const contents = { digest: aDigest(), 'sign-in': aSignIn, confirm: aConfirm, welcome: aWelcome, claim: aClaim }
  for (const kind of ['digest', 'sign-in', 'confirm', 'welcome', 'claim'] as const) {
    const { html } = renderMail(kind, contents[kind], forDigest)
    expect(html).not.toMatch(/<(img|link|script|iframe|object|embed|video|audio|svg|form|base|source|picture)\b/i)
    expect(html).not.toMatch(/\b(src|srcset|background|poster|data|ping)=|url\(|@import|@font-face/i)
  }
})

test('text from papers cannot leave its place: no tag, no header, no turned direction, no forged link', async () => {
  const hostile = 'A</title><script>alert(1)</script>\r\nBcc: eve@example.org\u202E\u0001unsubscribe\u0001'
  const mail = await received(
    'digest',
    aDigest([aPaper({ title: hostile, abstract: hostile, authors: hostile })]),
    forDigest,
  )
  expect(mail.html).not.toContain('<script')
  expect(mail.bcc).toBeUndefined()
  expect(mail.subject).toBe('A</title><script>alert(1)</script> Bcc: eve@example.orgunsubscribe')
  for (const unwanted of ['\u202E', '\u0001']) expect(`${mail.text}${mail.html}`).not.toContain(unwanted)
  expect(mail.text?.split(links.unsubscribeUrl)).toHaveLength(3)
})

test('whatever a title holds, the mail has the same headers, and none with a control in it', async () => {
  const names = (mail: ParsedMail) => mail.headerLines.map(({ key }) => key)
  const expected = names(await received('digest', aDigest(), forDigest))
  const anyText = fc.string({ unit: 'binary', maxLength: 600 })
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (title, heading) => {
      const mail = await received('digest', aDigest([aPaper({ title })], { heading }), forDigest)
      expect(names(mail)).toEqual(expected)
      expect(mail.subject ?? '').not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
      expect(Array.from(mail.subject ?? '').length).toBeLessThanOrEqual(120)
    }),
    { numRuns: 150 },
  )
})

test('whatever the address or the name of the site, no header is added', async () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant('a@b.org\r\nBcc: eve@example.org'),
    fc.constant('a\0b'),
  )
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (recipient, from) => {
      const composing = composeMessage(renderMail('sign-in', aSignIn, anEnvelope({ recipient, from })))
      const mail = await composing.then(
        (bytes) => simpleParser(bytes),
        () => null,
      )
      if (mail) expect(mail.headerLines.map(({ key }) => key)).not.toContain('bcc')
    }),
    { numRuns: 150 },
  )
})

test('content that comes back from the ledger as JSON gives the same mail; other content is refused', () => {
  const stored: unknown = JSON.parse(JSON.stringify(aDigest()))
  expect(renderStoredMail('digest', stored, forDigest)).toEqual(renderMail('digest', aDigest(), forDigest))
  expect(() => renderStoredMail('digest', {}, forDigest)).toThrow()
  expect(() => renderStoredMail('toString', {}, forDigest)).toThrow('no such kind')
  expect(() => renderMail('sign-in', { ...aSignIn, url: 'javascript:alert(1)' }, anEnvelope())).toThrow()
})

test('a sign-in mail shows its code where a glance finds it', () => {
  const { subject, text, html } = renderMail('sign-in', aSignIn, anEnvelope())
  expect(subject).toBe('4K7M-Q2XZ is your code for Broadsheet')
  for (const part of [text, html]) expect(part).toMatch(/4K7M-Q2XZ.*token=abc.*1 Example Street/s)
})

test('a confirm mail says what would come and when', () => {
  const { text } = renderMail('confirm', aConfirm, anEnvelope())
  expect(text.replace(/\s+/g, ' ')).toContain('Trending papers, every day at 08:00 (America/New York).')
  expect(text).toContain(`\n${aConfirm.confirmUrl}\n`)
})

test('a confirm mail says on which days, where they are not all', () => {
  const { text } = renderMail('confirm', { ...aConfirm, rhythm: 'on Mon and Thu' }, anEnvelope())
  expect(text.replace(/\s+/g, ' ')).toContain('Trending papers, on Mon and Thu at 08:00')
})

test('a welcome says what was ordered, when the first one comes, and how to leave, also in its headers', async () => {
  const mail = await received('welcome', aWelcome, forDigest)
  for (const part of [mail.text ?? '', String(mail.html).replaceAll('&amp;', '&')]) {
    const words = part.replace(/\s+/g, ' ')
    expect(words).toContain('every day at 08:00 (Europe/Berlin)')
    expect(words).toContain('comes on Tue 24 Nov, 08:00 Europe/Berlin')
    for (const url of [links.unsubscribeUrl, links.pauseUrl, links.manageUrl]) expect(words).toContain(url)
  }
  expect(lineOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
})

test('a mail reads well without eyes: its language, one main heading, tables that are none', () => {
  const mails = [
    renderMail('digest', aDigest(), forDigest),
    renderMail('welcome', aWelcome, forDigest),
    renderMail('confirm', aConfirm, anEnvelope()),
    renderMail('sign-in', aSignIn, anEnvelope()),
    renderMail('claim', aClaim, anEnvelope()),
  ]
  for (const { html } of mails) {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="en" dir="ltr">/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html.match(/<table /g)).toEqual(html.match(/<table role="presentation"/g)?.map(() => '<table '))
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(html).not.toMatch(/#(000|fff|000000|ffffff)\b/i)
  }
})
