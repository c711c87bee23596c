import fc from 'fast-check'
import { type ParsedMail, simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { composeMessage } from '@/lib/mail/compose-message'
import { MAX_HTML_OCTETS } from '@/lib/mail/digest-body'
import { messageIdOf } from '@/lib/mail/headers'
import type { MailInput, MailKind } from '@/lib/mail/kinds'
import type { MailEnvelope } from '@/lib/mail/mail'
import { renderMail, renderStoredMail } from '@/lib/mail/render'

const SITE = 'https://papers.example.org'
const links = {
  unsubscribeUrl: `${SITE}/subscriptions/unsubscribe?token=u&for=1`,
  oneClickUrl: `${SITE}/subscriptions/one-click?token=${'o'.repeat(120)}`,
  leaveAddress: 'b+token@papers.example.org',
  pauseUrl: `${SITE}/subscriptions/pause?token=m`,
  manageUrl: `${SITE}/subscriptions/manage?token=m`,
  paperUrls: (id: string) => ({ voteUrl: `${SITE}/act/t/vote/${id}`, saveUrl: `${SITE}/act/t/save/${id}` }),
}
const anEnvelope = (given: Partial<MailEnvelope> = {}): MailEnvelope => ({
  recipient: 'ada@example.org',
  from: '"Broadsheet, daily" <digest@papers.example.org>',
  messageId: messageIdOf('delivery-1', SITE),
  date: new Date('2026-11-20T08:00:00Z'),
  postalAddress: 'Broadsheet, 1 Example Street, 12345 Town',
  ...given,
})
const forDigest = anEnvelope({
  links,
  listId: 'trending.papers.example.org',
  issueId: '7d0c1a2b-3c4d-4e5f-8a9b-0c1d2e3f4a5b',
  returnPath: 'b+token@papers.example.org',
})

const aPaper = (given: Partial<MailInput['digest']['papers'][number]> = {}) => ({
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
const aDigest = (papers = [aPaper()], given: Partial<MailInput['digest']> = {}): MailInput['digest'] => ({
  siteName: 'Broadsheet',
  heading: 'Trending papers',
  subtitle: 'Friday, 20 November 2026',
  papers,
  viewUrl: `${SITE}/`,
  ...given,
})
const aSignIn = { siteName: 'Broadsheet', code: '4K7M-Q2XZ', url: `${SITE}/sign-in/link?token=abc`, minutes: 10 }
const aConfirm = {
  siteName: 'Broadsheet',
  confirmUrl: `${SITE}/subscriptions/confirm?token=abc`,
  viewTitle: 'Trending papers',
  hour: 8,
  zone: 'America/New_York',
}

const aClaim = {
  siteName: 'Broadsheet',
  outcome: 'refused' as const,
  author: 'Ada Lovelace',
  paperTitle: 'Notes on ℓ₁',
  reason: 'The page that you name\u202E says <b>nothing</b> of it.',
  url: `${SITE}/claims`,
}
const aWelcome = {
  siteName: 'Broadsheet',
  viewTitle: 'Trending papers',
  viewUrl: `${SITE}/`,
  schedule: 'every day at 08:00 (Europe/Berlin)',
  first: 'on Tue 24 Nov, 08:00 Europe/Berlin',
}

async function received<K extends MailKind>(
  kind: K,
  content: MailInput[K],
  envelope: MailEnvelope,
): Promise<ParsedMail> {
  const message = await composeMessage(renderMail(kind, content, envelope))
  return simpleParser(message, { skipTextToHtml: true, skipHtmlToText: true })
}
const lineOf = ({ headerLines }: ParsedMail, name: string) => headerLines.find(({ key }) => key === name)?.line

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

test('both parts show every paper, readable math, and twice the way out', async () => {
  const mail = await received('digest', aDigest([aPaper(), aPaper({ id: '2', title: 'Second', votes: 0 })]), forDigest)
  for (const part of [mail.text ?? '', String(mail.html).replaceAll('&amp;', '&')]) {
    for (const words of [
      '‖x‖₂ ≤ α',
      'x² + y² ≤ 1',
      'Gaëtan Peter',
      'cs.LG stat.ML',
      'Second',
      'Friday, 20 November 2026',
    ])
      expect(part).toContain(words)
    expect(part.split(links.unsubscribeUrl)).toHaveLength(3)
    expect(part.split(links.manageUrl)).toHaveLength(3)
    expect(part).toContain('1 Example Street')
  }
})

test('the text part is set in 78 columns, links on lines of their own', () => {
  const abstract = 'A sentence of several words that goes on. '.repeat(40)
  const { text } = renderMail('digest', aDigest([aPaper({ abstract, title: 'A long title '.repeat(12) })]), forDigest)
  for (const line of text.split('\n')) {
    if (line.includes('://')) expect(line).toMatch(/^https:\S+$/)
    else expect(line.length).toBeLessThanOrEqual(78)
  }
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

test('twenty-five papers with the longest abstracts stay below 80 KB, whole in the text', () => {
  const abstract = `${'Wörter über α ≤ β. '.repeat(120).slice(0, 1919)}!`
  const papers = Array.from({ length: 25 }, (_, i) => aPaper({ id: `2406.${i}`, abstract, title: 'T'.repeat(200) }))
  const { html, text } = renderMail('digest', aDigest(papers), forDigest)
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML_OCTETS)
  expect(html).toContain('Some abstracts are shortened')
  expect(html.match(/Read on/g)).toHaveLength(25)
  expect(text).not.toContain('shortened')
  expect(text.match(/!$/gm)).toHaveLength(25)
})

test('what fits is not shortened, and nothing is said of it', () => {
  const papers = Array.from({ length: 25 }, (_, i) =>
    aPaper({ id: `2406.${i}`, abstract: `${'word '.repeat(300)}end.` }),
  )
  const { html } = renderMail('digest', aDigest(papers), forDigest)
  expect(html).not.toContain('shortened')
  expect(html.match(/end\./g)).toHaveLength(25)
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

test('a title of stacked marks and a view with the longest address still make a mail', async () => {
  const content = aDigest([aPaper({ title: `Z${'\u0315'.repeat(500)}` })], {
    viewUrl: `${SITE}/search?q=${'%E5'.repeat(1500)}`,
  })
  const mail = await received('digest', content, forDigest)
  expect(mail.subject).toMatch(/^Z/)
  expect(lineOf(mail, 'list-archive')).toBeUndefined()
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

test('every paper says why it is there, and has links to vote and to save', () => {
  const paper = aPaper({ why: 'updated: version 3' })
  const { html, text } = renderMail('digest', aDigest([paper]), forDigest)
  for (const part of [html, text]) {
    expect(part).toContain('updated: version 3')
    expect(part).toContain(`${SITE}/act/t/vote/2406.01234`)
    expect(part).toContain(`${SITE}/act/t/save/2406.01234`)
  }
  expect(renderMail('digest', aDigest([paper]), anEnvelope()).html).not.toContain('/act/')
})

test('formulas are readable in both parts, and stand as TeX in the text', () => {
  const paper = aPaper({ abstract: 'The norm ‖x‖₂ ≤ α.', formulas: ['$\\|x\\|_2 \\leq \\alpha$'] })
  const { html, text } = renderMail('digest', aDigest([paper]), forDigest)
  for (const part of [html, text]) expect(part).toContain('‖x‖₂ ≤ α')
  expect(text).toContain('In TeX: $\\|x\\|_2 \\leq \\alpha$')
  expect(html).not.toContain('leq')
})

test('the TeX of a formula that a shortened abstract does not show is not told', () => {
  const abstract = `First is ‖x‖₂ ≤ α. ${'A sentence of some length. '.repeat(40)}Last is ‖y‖₂ ≤ β.`
  const formulas = ['$\\|x\\|_2 \\leq \\alpha$', '$\\|y\\|_2 \\leq \\beta$']
  const readable = ['‖x‖₂ ≤ α', '‖y‖₂ ≤ β']
  const textOf = (shape: 'full' | 'short') =>
    renderMail('digest', aDigest([aPaper({ abstract, formulas, readable })], { shape }), forDigest).text
  expect(textOf('full')).toContain(`In TeX: ${formulas.join('  ')}`)
  expect(textOf('short')).toContain(`In TeX: ${formulas[0]}`)
  expect(textOf('short')).not.toContain('beta')
})

test('a reader who wants it short gets the beginning of each abstract, one who wants titles none, and no excuse', () => {
  const paper = aPaper({ abstract: `${'A sentence of some length. '.repeat(40)}The end.` })
  const shown = (shape: 'full' | 'short' | 'titles') => renderMail('digest', aDigest([paper], { shape }), forDigest)
  expect(shown('full').text).toContain('The end.')
  for (const part of [shown('short').html, shown('short').text]) {
    expect(part).toContain('A sentence of some length.')
    expect(part).not.toContain('The end.')
  }
  expect(shown('short').html).toContain('Read on')
  expect(shown('titles').html).not.toContain('A sentence')
  expect(shown('titles').text).not.toContain('A sentence')
  for (const shape of ['short', 'titles'] as const) expect(shown(shape).html).not.toMatch(/shortened|left out/)
})

test('what two readers share is put together to the same words as a mail made for one', () => {
  const papers = [aPaper(), aPaper({ id: '2', title: 'Second' }), aPaper({ id: '3', title: 'Third' })]
  renderMail('digest', aDigest(papers), forDigest)
  const [, second, third] = papers
  const shared = renderMail('digest', aDigest([third, second].flatMap((one) => one ?? [])), forDigest)
  const alone = renderMail('digest', aDigest([{ ...third }, { ...second }] as typeof papers), forDigest)
  expect(shared).toEqual(alone)
})

test('a long name of a digest is wrapped in the text like any other', () => {
  const heading = 'What my friends and I read on Sunday mornings '.repeat(4).trim()
  const { html, text } = renderMail('digest', aDigest([aPaper()], { heading }), forDigest)
  expect(html.split(heading)).toHaveLength(3)
  expect(text.split('\n').slice(0, 4).join(' ')).toContain(heading)
  for (const line of text.split('\n')) if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(78)
})

test('a title in Chinese is broken into lines of the text part', () => {
  const { text } = renderMail('digest', aDigest([aPaper({ title: '大规模语言模型'.repeat(12) })]), forDigest)
  const lines = text.split('\n').filter((line) => line.includes('大'))
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(41)
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
