import { SaxesParser } from 'saxes'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
let ada: Visitor
let paper: string

beforeAll(async () => {
  setSettings({ VOTE_MATURITY_HOURS: '0' }, clock)
  ada = await signInAs('ada@example.org')
  const { id } = await db().reader.findUniqueOrThrow({ where: { email: 'ada@example.org' } })
  await takeName(id, 'Grace-H')
  await takeName((await aReader()).id, 'Emil-O-5')
})

beforeEach(async () => {
  await db().$executeRaw`truncate papers, groups, deliveries, rate_limits cascade`
  paper = (await aPaper()).id
})

const say = (text: string) => ada.post(`/papers/${paper}/comments`, { text })

describe('a comment', () => {
  test.each([
    ['of a megabyte', 'words and $x^2$ '.repeat(66_000)],
    ['of a megabyte without a space', 'x'.repeat(1_048_576)],
    ['that calls ten thousand', '@Emil-O-5 '.repeat(10_000)],
    ['that calls ten thousand others', Array.from({ length: 10_000 }, (_, at) => `@n${at}`).join(' ')],
    ['that is an edit of a megabyte', 'x'.repeat(1_048_576)],
  ])('%s is refused in a sentence; nothing is written and nobody is told', async (what, text) => {
    await say('words')
    const { id } = await db().comment.findFirstOrThrow()
    const began = performance.now()
    const { status, html } = what.includes('edit')
      ? await ada.post(`/papers/${paper}/comments/${id}/edit`, { text })
      : await say(text)
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(status).toBe(422)
    const [, why] = /class="fault"[^>]*>([^<]*)</.exec(html) ?? []
    expect(why).toMatch(/characters at most|That was more than the form can hold\. Please shorten it\./)
    expect(await db().comment.findMany({ select: { source: true } })).toEqual([{ source: 'words' }])
    expect([await db().delivery.count({ where: { kind: 'comment' } }), await db().commentNotice.count()]).toEqual([
      0, 0,
    ])
  })

  test('that calls one reader in as many ways as a name can be spelled tells them once', async () => {
    expect((await say('@Emil-O-5 @emilo5 @EMIL-05 @Em1l-O-S @EmiloS')).status).toBe(303)
    expect(await db().delivery.count({ where: { kind: 'comment' } })).toBe(1)
  })

  const OPENERS = [
    '>',
    '> ',
    '- ',
    '1. ',
    '* ',
    '*',
    '**_',
    '[',
    '![',
    '[](',
    '`',
    '~~',
    '$',
    '$$',
    '\\(',
    '{',
    '<b>',
    '<!--',
    '&#',
    '|',
    '\t',
  ]
  test.each(OPENERS)(
    'of nothing but nested “%s” is a comment or refused, and page and feeds stay what they are',
    async (opener) => {
      const typed = `${opener.repeat(Math.floor(4_990 / opener.length))} x`
      const began = performance.now()
      const { status } = await say(typed)
      expect([303, 422]).toContain(status)
      const stranger = new Visitor()
      const page = await stranger.get(`/papers/${paper}/comments`)
      expect(page.status).toBe(200)
      expectNested(page.html)
      expect(page.html).toContain('</html>')
      for (const form of ['rss', 'atom'] as const) {
        const feed = await stranger.get(`/papers/${paper}/comments.${form}`)
        expect(feed.status).toBe(200)
        expect(() => new SaxesParser().write(feed.html).close()).not.toThrow()
      }
      expect(performance.now() - began).toBeLessThan(5_000)
    },
  )
})

/** Every tag that a thread opens is closed, in order. */
function expectNested(html: string): void {
  const open: string[] = []
  for (const [, end, name = '', rest = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|[^">])*)>/gi)) {
    if (VOID.has(name) || rest.endsWith('/')) continue
    if (end) expect([open.pop(), name]).toEqual([name, name])
    else open.push(name)
  }
  expect(open).toEqual([])
}
const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

/** What reads like `Emil-O-5` or `Grace-H`, and is not. */
const LOOK_ALIKES = {
  'Cyrillic letters': 'Еmil',
  'a Greek letter': 'Ηal',
  'an Armenian letter': 'Gorօ',
  'Cherokee letters': 'ᎪᏞ',
  'full-width letters': 'Ｅmil',
  'mathematical letters': '𝐄𝐦𝐢𝐥',
  'a dotless i': 'Emıl',
  'a long s': 'Emilſ',
  'a script a': 'Grɑce',
  'a ligature': 'ﬁne',
  'a combining mark': 'Emi\u0301l',
  'a joiner that nobody sees': 'Em\u200dil',
  'a soft hyphen': 'Em\u00adil',
  'letters turned around': '\u202elimE',
  'another hyphen': 'Emil‑O',
  'a space that looks like none': 'Emil\u2009O',
}

describe('a name of a person or a group', () => {
  test.each(Object.entries(LOOK_ALIKES))('with %s is refused wherever one is typed', async (_, name) => {
    const eve = await signInAs(`eve.${crypto.randomUUID()}@example.org`)
    await eve.post('/groups', { name: 'Lab-Q', agree: 'yes' })
    const answers = [
      await eve.post('/settings/name', { name }),
      await eve.post(`/papers/${paper}/comments`, { text: 'words', name }),
      await eve.post('/groups', { name, agree: 'yes' }),
      await eve.post('/groups/Lab-Q', { act: 'rename', name }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422])
    expect(await db().comment.count()).toBe(0)
    expect((await db().group.findMany()).map((group) => group.name)).toEqual(['Lab-Q'])
  })

  test('of Latin letters that look like another’s is that other’s', async () => {
    const eve = await signInAs('eve@example.org')
    for (const name of ['Emil-0-5', 'EMIL-O-5', 'em1lo5', 'Emi1-O-S', 'emilos', 'Grace-h'])
      expect([name, (await eve.post('/settings/name', { name })).status]).toEqual([name, 409])
    expect((await eve.post(`/papers/${paper}/comments`, { text: 'words', name: 'Em1l-0-5' })).status).toBe(422)
    expect(await db().reader.count({ where: { email: 'eve@example.org', name: { not: null } } })).toBe(0)
  })
})
