import { beforeEach, describe, expect, test } from 'vitest'
import { intentCookie } from '@/lib/accounts/intent'
import { readerOf } from '@/lib/accounts/session'
import { sweepAccounts } from '@/lib/accounts/sweep'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { mailedTo, signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
const WRONG = '0000-0000'

beforeEach(async () => {
  clock.moveTo('2026-11-20T08:00:00Z')
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, sign_in_requests, deliveries, rate_limits cascade`
})

/** Everything that a sign-in writes. */
const rows = async () => ({
  requests: await db().signInRequest.findMany(),
  sessions: await db().session.findMany(),
  readers: await db().reader.findMany(),
  mails: await db().delivery.count(),
})

async function asked(email = 'ada@example.org') {
  const visitor = new Visitor()
  await visitor.post('/sign-in', { email })
  return { visitor, email, ...(await mailedTo(email)) }
}

describe('asking', () => {
  test('a known, an unknown and a limited address get the same answer', async () => {
    await signInAs('known@example.org')
    for (let i = 0; i < 5; i++) await new Visitor().post('/sign-in', { email: 'limited@example.org' })
    const mailsBefore = await db().delivery.count()

    const answers = []
    for (const email of ['known@example.org', 'unknown@example.org', 'limited@example.org']) {
      const { status, to, html, headers } = await new Visitor().post('/sign-in', { email })
      const cookies = headers.getSetCookie().map((line) => line.replace(/=[\w-]{43};/, '=<token>;'))
      answers.push({ status, to, html, cookies, headers: [...headers.keys()] })
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 303, to: '/sign-in/code' })
    expect(await db().delivery.count()).toBe(mailsBefore + 2)
  })

  test('an address gets five mails in a quarter of an hour from one network, however it is written, and ten from all', async () => {
    const send = async (peer: string, times: number) => {
      for (let i = 0; i < times; i++)
        await new Visitor(peer).post('/sign-in', { email: i % 2 ? 'ADA@example.org' : 'ada@Example.org' })
      return db().delivery.count()
    }
    expect(await send('198.51.100.1', 9)).toBe(5)
    expect(await send('192.0.2.1', 1)).toBe(6)
    expect(await send('203.0.113.1', 9)).toBe(10)
  })

  test('a network that asks too often is told when to come again; others are served', async () => {
    const crowd = new Visitor('192.0.2.1')
    const answers = []
    for (let i = 0; i < 61; i++)
      answers.push((await crowd.post('/sign-in', { email: `reader${i}@example.org` })).status)
    expect(answers.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 303))
    const refused = await new Visitor('192.0.2.200').post('/sign-in', { email: 'late@example.org' })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await new Visitor('192.0.3.1').post('/sign-in', { email: 'late@example.org' })).status).toBe(303)
  })

  test('what limits keep holds no address and no network', async () => {
    await asked()
    const kept = JSON.stringify(await db().rateLimit.findMany({ select: { key: true } }))
    expect(kept).not.toMatch(/ada|example|203\.0/)
  })

  test.each([
    ['nothing', ''],
    ['a header in it', 'ada@example.org\r\nBcc: everybody@example.org'],
    ['a line end', 'ada@example.org\n'],
    ['two addresses', 'ada@example.org, bob@example.org'],
    ['10,000 characters', `${'a'.repeat(10_000)}@example.org`],
    ['markup', '<script>alert(1)</script>@example.org'],
  ])('an address that is %s is refused with a sentence, and nothing is queued', async (_, email) => {
    const { status, html } = await new Visitor().post('/sign-in', { email })
    expect(status).toBe(422)
    expect(html).toMatch(/class="fault"[^>]*>[A-Z][^<]*\./)
    expect(html).not.toContain('<script>alert')
    expect(await rows()).toEqual({ requests: [], sessions: [], readers: [], mails: 0 })
  })

  test('no secret is kept in the clear', async () => {
    const { visitor, code, linkPath } = await asked()
    const kept = Buffer.concat(
      (await db().signInRequest.findMany()).flatMap((row) => [row.codeHash, row.linkHash, row.browserHash]),
    )
    for (const secret of [
      code,
      code.replace('-', ''),
      linkPath.split('/').at(-1) ?? '',
      [...visitor.cookies.values()][0] ?? '',
    ]) {
      expect(kept.includes(Buffer.from(secret))).toBe(false)
      expect(kept.includes(Buffer.from(secret, 'base64url'))).toBe(false)
    }
  })
})

describe('the code', () => {
  test('signs in for the first time and makes the reader', async () => {
    const { visitor, code } = await asked()
    expect(await visitor.post('/sign-in/code', { code })).toMatchObject({ status: 303, to: '/' })
    expect(await readerOf(visitor.request('/'))).toMatchObject({ email: 'ada@example.org', isAdmin: false })
    expect(await db().reader.findMany()).toMatchObject([{ email: 'ada@example.org', emailVerified: true }])
    expect(await db().signInRequest.count()).toBe(0)
  })

  test('is read however it is typed', async () => {
    const { visitor, code } = await asked()
    const typed = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' – ')} `
    expect((await visitor.post('/sign-in/code', { code: typed })).status).toBe(303)
  })

  test('works once', async () => {
    const { visitor, code } = await asked()
    const again = new Visitor()
    for (const [name, value] of visitor.cookies) again.cookies.set(name, value)
    await visitor.post('/sign-in/code', { code })
    expect((await again.post('/sign-in/code', { code })).status).toBe(422)
    expect(await db().session.count()).toBe(1)
  })

  test('sent a hundred times at once, signs in once', async () => {
    const { visitor, code } = await asked()
    const cookies = [...visitor.cookies]
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const twin = new Visitor()
        for (const [name, value] of cookies) twin.cookies.set(name, value)
        return (await twin.post('/sign-in/code', { code })).status
      }),
    )
    expect(answers.filter((status) => status === 303)).toHaveLength(1)
    expect(await db().session.count()).toBe(1)
  })

  test('is dead after five wrong ones, and so is its link', async () => {
    const { visitor, code, linkPath } = await asked()
    for (let i = 0; i < 5; i++) expect((await visitor.post('/sign-in/code', { code: WRONG })).status).toBe(422)
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(422)
    expect((await visitor.post(linkPath)).status).toBe(403)
    expect(await db().session.count()).toBe(0)
  })

  test('gives no more than five tries to a hundred guesses at once', async () => {
    const { visitor } = await asked()
    const cookies = [...visitor.cookies]
    await Promise.all(
      Array.from({ length: 100 }, () => {
        const guesser = new Visitor()
        for (const [name, value] of cookies) guesser.cookies.set(name, value)
        return guesser.post('/sign-in/code', { code: WRONG })
      }),
    )
    expect(await db().signInRequest.findFirst()).toMatchObject({ tries: 5 })
  })

  test('still fits on the fifth try', async () => {
    const { visitor, code } = await asked()
    for (let i = 0; i < 4; i++) await visitor.post('/sign-in/code', { code: WRONG })
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('is good for ten minutes, to the second', async () => {
    const { visitor, code } = await asked()
    clock.moveTo('2026-11-20T08:10:00Z')
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(422)
    clock.moveTo('2026-11-20T08:09:59Z')
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('is worth nothing in another browser, also one that asked for the same address before', async () => {
    const { visitor: earlier } = await asked()
    const { visitor, code } = await asked()
    expect((await new Visitor().post('/sign-in/code', { code })).status).toBe(422)
    expect((await earlier.post('/sign-in/code', { code })).status).toBe(422)
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('of the newest mail wins; the one before is dead, and so is its link', async () => {
    const { visitor, code, linkPath } = await asked()
    await asked()
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(422)
    expect((await visitor.post(linkPath)).status).toBe(403)
    expect(await db().signInRequest.count()).toBe(1)
  })

  test('still fits in the browser that asked again once the address had its fill of mails', async () => {
    const visitor = new Visitor()
    for (let i = 0; i < 5; i++) await visitor.post('/sign-in', { email: 'ada@example.org' })
    const newest = await db().signInRequest.findFirstOrThrow()
    await visitor.post('/sign-in', { email: 'ada@example.org' })
    expect(await db().signInRequest.findFirst()).toMatchObject({ id: newest.id })

    const mails = await db().delivery.findMany({ orderBy: { createdAt: 'asc' } })
    const codes = mails.map(({ content }) => (content as { code: string }).code)
    const answers = []
    for (const code of codes) answers.push((await visitor.post('/sign-in/code', { code })).status)
    expect(answers.filter((status) => status === 303)).toHaveLength(1)
  })

  test('is not moved to another browser that asks once the address had its fill of mails', async () => {
    for (let i = 0; i < 4; i++) await new Visitor().post('/sign-in', { email: 'ada@example.org' })
    await db().delivery.deleteMany()
    const { visitor, code } = await asked()
    const stranger = new Visitor()
    await stranger.post('/sign-in', { email: 'bob@example.org' })
    await stranger.post('/sign-in', { email: 'ada@example.org' })
    expect((await stranger.post('/sign-in/code', { code })).status).toBe(422)
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(303)
  })

  test('asked for at once from many browsers, one request is left', async () => {
    await Promise.all(Array.from({ length: 5 }, () => new Visitor().post('/sign-in', { email: 'ada@example.org' })))
    expect(await db().signInRequest.count()).toBe(1)
  })

  test('typed too often from one network is not looked at any more', async () => {
    const { visitor, code } = await asked()
    for (let i = 0; i < 120; i++) await new Visitor('203.0.113.9').post('/sign-in/code', { code: WRONG })
    expect((await visitor.post('/sign-in/code', { code })).status).toBe(429)
  })

  test('has a form only where it was asked for', async () => {
    const { visitor } = await asked()
    expect((await visitor.get('/sign-in/code')).html).toMatch(/<input[^>]*autocomplete="one-time-code"/i)
    expect(await new Visitor().get('/sign-in/code')).toMatchObject({ status: 303, to: '/sign-in' })
  })
})

describe('the link', () => {
  test('in the browser that asked shows a button, which signs in once', async () => {
    const { visitor, linkPath } = await asked()
    const { status, html, headers } = await visitor.get(linkPath)
    expect(status).toBe(200)
    expect(html).toContain(`action="${linkPath}"`)
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toContain('no-store')
    expect((await visitor.post(linkPath)).status).toBe(303)
    expect(await readerOf(visitor.request('/'))).toMatchObject({ email: 'ada@example.org' })
    expect((await visitor.post(linkPath)).status).toBe(403)
  })

  test('in another browser has no field and no button for it, and does not sign in', async () => {
    const { linkPath } = await asked()
    const elsewhere = new Visitor()
    const { status, html } = await elsewhere.get(linkPath)
    expect(status).toBe(200)
    expect(html).toContain('in the browser that asked')
    expect(html).not.toMatch(/<form|<input|<textarea/)
    expect((await elsewhere.post(linkPath)).status).toBe(403)
    expect(await db().session.count()).toBe(0)
  })

  test('tells nothing: a made-up one looks the same elsewhere', async () => {
    const { linkPath } = await asked()
    const real = await new Visitor().get(linkPath)
    const madeUp = await new Visitor().get(`/sign-in/link/${'A'.repeat(43)}`)
    const strip = (html: string) => html.replaceAll(/\/sign-in\/link\/[\w-]+/g, '')
    expect(strip(madeUp.html)).toBe(strip(real.html))
    expect(madeUp.status).toBe(real.status)
  })

  test('is good for ten minutes', async () => {
    const { visitor, linkPath } = await asked()
    clock.passMinutes(10)
    expect((await visitor.get(linkPath)).html).not.toContain(`action="${linkPath}"`)
    expect((await visitor.post(linkPath)).status).toBe(403)
  })
})

test('looking changes nothing: every page of signing in, opened by whoever', async () => {
  const { visitor, linkPath } = await asked()
  const before = await rows()
  for (const someone of [visitor, new Visitor()]) {
    for (const path of ['/sign-in', '/sign-in?back=/settings', '/sign-in/code', linkPath, '/sign-out', '/settings']) {
      for (let i = 0; i < 3; i++) await someone.get(path)
    }
  }
  expect(await rows()).toEqual(before)
})

describe('cookies', () => {
  const attributes = (headers: Headers) => headers.getSetCookie().map((line) => line.replace(/=[\w.-]*;/, '=;'))

  test('over http are HttpOnly, Lax and for the whole host', async () => {
    const visitor = new Visitor()
    const { headers } = await visitor.post('/sign-in', { email: 'ada@example.org' })
    expect(attributes(headers)).toEqual(['broadsheet-sign-in=; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax'])
    const { code } = await mailedTo('ada@example.org')
    expect(attributes((await visitor.post('/sign-in/code', { code })).headers)).toEqual([
      'broadsheet-session=; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax',
      'broadsheet-sign-in=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
      'broadsheet-intent=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ])
  })

  test('over https are Secure besides, with the __Host- prefix', async () => {
    setSettings({ BASE_URL: 'https://papers.example.org' }, clock)
    const visitor = await signInAs('ada@example.org')
    expect([...visitor.cookies.keys()]).toEqual(['__Host-broadsheet-session'])
    const { headers } = await visitor.post('/sign-out')
    expect(attributes(headers)).toEqual([
      '__Host-broadsheet-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
    ])
    expect(await db().session.count()).toBe(0)
  })
})

describe('the way back', () => {
  test('leads to the page that was asked for', async () => {
    const visitor = new Visitor()
    expect((await visitor.get('/sign-in?back=%2Fsearch%3Fq%3Dgraphs')).html).toContain('value="/search?q=graphs"')
    await visitor.post('/sign-in', { email: 'ada@example.org', back: '/search?q=graphs' })
    const { code } = await mailedTo('ada@example.org')
    expect((await visitor.post('/sign-in/code', { code })).to).toBe('/search?q=graphs')
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/papers/..//evil.example',
    '/sign-out',
    'javascript:alert(1)',
  ])('never leads to %s', async (back) => {
    const visitor = new Visitor()
    expect((await visitor.get(`/sign-in?back=${encodeURIComponent(back)}`)).html).toContain('name="back" value="/"')
    await visitor.post('/sign-in', { email: 'ada@example.org', back })
    const { code } = await mailedTo('ada@example.org')
    expect((await visitor.post('/sign-in/code', { code })).to).toBe('/')
    expect((await visitor.get(`/sign-in?back=${encodeURIComponent(back)}`)).to).toBe('/')
  })
})

describe('a vote given signed out', () => {
  const keepIntent = (visitor: Visitor, line: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    visitor.cookies.set(name, value)
  }

  test('is given by the POST that signs in, and leads back to it', async () => {
    const { id: paperId } = await aPaper()
    const visitor = new Visitor()
    keepIntent(visitor, intentCookie({ act: 'vote', paperId, back: '/papers/new' }))
    expect((await visitor.get('/sign-in')).html).toContain('Your vote for arXiv:')
    await visitor.post('/sign-in', { email: 'ada@example.org' })
    const { code, linkPath } = await mailedTo('ada@example.org')
    await visitor.get(linkPath)
    expect(await db().vote.count()).toBe(0)
    expect((await visitor.post('/sign-in/code', { code })).to).toBe(`/papers/new#${paperId}`)
    expect(await db().vote.findMany()).toMatchObject([{ paperId }])
    expect([...visitor.cookies.keys()]).toEqual(['broadsheet-session'])
  })

  test('for a paper that is not here only signs in', async () => {
    const visitor = new Visitor()
    keepIntent(visitor, intentCookie({ act: 'vote', paperId: '9999.99999', back: '/' }))
    await signInAs('ada@example.org', visitor)
    expect(await db().vote.count()).toBe(0)
  })
})

test('what is over is swept; what is good stays', async () => {
  await asked()
  await sweepAccounts(clock.now())
  expect(await db().signInRequest.count()).toBe(1)
  clock.passMinutes(10)
  await sweepAccounts(clock.now())
  expect(await db().signInRequest.count()).toBe(0)
})
