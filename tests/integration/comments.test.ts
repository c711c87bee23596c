import { describe, expect, test } from 'vitest'
import { takeName } from '@/lib/accounts/public-name'
import { db } from '@/lib/database/client'
import { ada, bob, clock, idOf, of, paper, said, say, threadOf, useCommenting } from '../support/commenting'
import { aPaper } from '../support/factories'
import { setSettings } from '../support/settings'
import { signInAs, Visitor } from '../support/visitor'

useCommenting()

const counts = async () => {
  const { comments, commenters } = await db().paperStanding.findUniqueOrThrow({ where: { paperId: paper } })
  return [comments, commenters]
}

describe('a comment', () => {
  test('stands on the paper’s page and in its thread, counted, and its answers stand below it', async () => {
    const id = said(await say(ada, 'I **doubt** $\\alpha$'))
    const answer = said(await say(bob, 'So do I', id))
    expect(await counts()).toEqual([2, 2])
    for (const html of [(await new Visitor().get(`/papers/${paper}`)).html, await threadOf()]) {
      expect(html).toMatch(new RegExp(`id="c-${id}".*<strong>doubt</strong> <math>.*<ol>.*id="c-${answer}"`, 's'))
    }
    expect((await new Visitor().get(of(answer))).html).toContain('So do I')
  })

  test('of somebody who has to sign in first is asked for on the page that signing in leads back to', async () => {
    for (const page of [`/papers/${paper}`, `/papers/${paper}/comments`]) {
      const { html } = await new Visitor().get(page)
      const signIn = /<a href="([^"]+)">Sign in to comment</.exec(html)?.[1] ?? ''
      const { to } = await ada.get(signIn)
      expect(to).toBe(`/papers/${paper}/comments`)
      expect((await ada.get(to ?? '')).html).toContain('name="text"')
    }
  })

  test('of somebody without a name is asked for one beforehand, in the same form, and in no other', async () => {
    const eve = await signInAs('eve@example.org')
    const id = said(await say(ada, 'words'))
    const asksName = async (visitor: Visitor) => {
      const pages = await Promise.all(
        [`/papers/${paper}`, `/papers/${paper}/comments`, of(id)].map((at) => visitor.get(at)),
      )
      return pages.map(({ html }) => html.includes('name="name"'))
    }
    expect(await asksName(new Visitor())).toEqual([false, false, false])
    expect(await asksName(ada)).toEqual([false, false, false])
    expect(await asksName(eve)).toEqual([true, true, true])
    expect((await eve.post(`/papers/${paper}/comments`, { text: 'My first', name: 'Eve' })).status).toBe(303)
    expect(await threadOf()).toMatch(/>Eve<\/a>.*My first/s)
    expect(await asksName(eve)).toEqual([false, false, false])
  })

  test('of somebody without a name comes back as it was typed when they gave none, or one that is taken', async () => {
    const carl = await signInAs('carl@example.org')
    const send = async (more: Record<string, string>) => {
      const { status, html } = await carl.post(`/papers/${paper}/comments`, { text: 'Typed & kept', ...more })
      return [status, html.includes('Typed &amp; kept'), /name="name"[^>]*value="([^"]*)"/.exec(html)?.[1], html]
    }
    const [status, ...asked] = await send({})
    expect([status, ...asked.slice(0, 2)]).toEqual([422, true, ''])
    expect(asked[2]).toContain('It takes a name')
    expect(await send({ name: 'B0b' })).toEqual([422, true, 'B0b', expect.stringContaining('Somebody has that name')])
    expect((await send({ name: 'Carl' }))[0]).toBe(303)
  })

  test('that is refused leaves the name that came with it taken, and does not ask for it again', async () => {
    const dora = await signInAs('dora@example.org')
    await db().textRule.create({ data: { kind: 'word', value: 'casino', reason: 'a test', at: clock.now() } })
    const { status, html } = await dora.post(`/papers/${paper}/comments`, { text: 'casino', name: 'Dora' })
    await db().textRule.deleteMany()
    expect([status, html.includes('>casino</textarea>'), html.includes('name="name"')]).toEqual([422, true, false])
  })

  test.each([
    ['too long', 'x'.repeat(50_000), 'holds 5000 characters at most; this one has 50000'],
    ['calling too many', Array.from({ length: 12 }, (_, at) => `@n${at}`).join(' '), 'calls 10 people at most'],
    ['empty', ' \u200b ', 'nothing to read'],
  ])('%s is refused in a sentence, and nothing typed is lost', async (_, text, why) => {
    const { status, html } = await say(ada, text)
    expect([status, html.includes(why), html.includes(text.trim().slice(0, 40_000))]).toEqual([422, true, true])
    expect(await counts()).toEqual([0, 0])
  })

  test('can be looked at before it is sent', async () => {
    const { status, html } = await ada.post(`/papers/${paper}/comments`, { text: '*so* <b>', preview: 'yes' })
    expect([status, html.includes('<em>so</em> &lt;b&gt;'), html.includes('*so* &lt;b&gt;')]).toEqual([200, true, true])
    expect(await counts()).toEqual([0, 0])
  })

  test('answers nothing that is not there, on another paper, or deleted', async () => {
    const id = said(await say(ada, 'words'))
    const other = await aPaper()
    expect((await bob.post(`/papers/${other.id}/comments`, { text: 'x', parent: id })).status).toBe(409)
    expect((await bob.get(`/papers/${other.id}/comments/${id}`)).status).toBe(404)
    await ada.post(of(id, 'delete'))
    expect((await say(bob, 'x', id)).status).toBe(409)
    expect((await say(bob, 'x', 'nonsense')).status).toBe(422)
  })

  test('is added by programs, which are told in JSON what became of it', async () => {
    const ask = async (text: string, visitor = ada) => {
      const { POST } = await import('@/app/papers/[...path]/route')
      const request = visitor.request(`/papers/${paper}/comments`, {
        method: 'POST',
        body: new URLSearchParams({ text }),
      })
      request.headers.set('accept', 'application/json')
      const answer = await POST(request)
      return [answer.status, await answer.json()]
    }
    expect(await ask('words')).toEqual([
      201,
      { id: expect.any(String), url: expect.stringContaining(`/papers/${paper}/comments/`) },
    ])
    expect(await ask('')).toEqual([422, expect.objectContaining({ detail: 'There is nothing to read in it yet.' })])
    expect((await ask('words', new Visitor()))[0]).toBe(401)
  })
})

describe('edits, votes and deletion', () => {
  test('an edit keeps what was said before, for everybody to see; nobody else can make one', async () => {
    const id = said(await say(ada, 'first words'))
    clock.passMinutes(1)
    expect((await bob.post(of(id, 'edit'), { text: 'put into her mouth' })).status).toBe(403)
    expect((await bob.get(of(id, 'edit'))).status).toBe(403)
    expect((await ada.get(of(id, 'edit'))).html).toContain('>first words</textarea>')
    expect((await ada.post(of(id, 'edit'), { text: ' ' })).status).toBe(422)
    await ada.post(of(id, 'edit'), { text: 'second words' })
    const { html } = await new Visitor().get(of(id, 'history'))
    expect([html.includes('second words'), html.includes('<pre>first words</pre>')]).toEqual([true, true])
  })

  test('a deleted comment is gone; where answers hang on it its place says so, and its history is gone, too', async () => {
    const id = said(await say(ada, 'secret words'))
    await ada.post(of(id, 'edit'), { text: 'secret words again' })
    const answer = said(await say(bob, 'an answer', id))
    expect((await bob.post(of(id, 'delete'))).status).toBe(403)
    await ada.post(of(id, 'delete'))
    expect(await threadOf()).toContain('This comment was deleted by who wrote it')
    for (const page of [`/papers/${paper}`, of(id), of(id, 'history')])
      expect((await ada.get(page)).html).not.toContain('secret')
    await bob.post(of(answer, 'delete'))
    expect(await counts()).toEqual([0, 0])
    expect(await db().commentEdit.count()).toBe(0)
  })

  test('any number of votes at once is one a reader, none for one’s own, and is taken back as often', async () => {
    const id = said(await say(ada, 'words'))
    await Promise.all(Array.from({ length: 10 }, () => bob.post(of(id, 'vote'))))
    expect((await ada.post(of(id, 'vote'))).status).toBe(422)
    expect((await db().comment.findUniqueOrThrow({ where: { id } })).votes).toBe(1)
    expect(await threadOf(bob)).toMatch(/unvote" method="post"><button type="submit" aria-pressed="true"/)
    expect(await threadOf(bob)).not.toContain(of(id, 'edit'))
    expect(await threadOf(ada)).toContain(of(id, 'edit'))
    await Promise.all(Array.from({ length: 10 }, () => bob.post(of(id, 'unvote'))))
    expect((await db().comment.findUniqueOrThrow({ where: { id } })).votes).toBe(0)
  })

  test('everything at once leaves counts that agree with the rows', async () => {
    const first = said(await say(ada, 'words'))
    const acts = Array.from({ length: 24 }, (_, at) => {
      const who = at % 2 ? ada : bob
      if (at % 6 === 0) return bob.post(of(first, at % 12 ? 'vote' : 'unvote'))
      if (at % 6 === 1) return ada.post(of(first, 'edit'), { text: `words ${at}` })
      return at === 20 ? ada.post(of(first, 'delete')) : say(who, `words ${at}`, at % 3 ? undefined : first)
    })
    expect((await Promise.all(acts)).filter(({ status }) => status >= 500)).toEqual([])
    const rows = await db().comment.findMany({ where: { paperId: paper, deletedAt: null } })
    expect(await counts()).toEqual([rows.length, new Set(rows.map(({ readerId }) => readerId)).size])
  })
})

test('an answer that is previewed, or wants a name first, stands below what it answers', async () => {
  const id = said(await say(ada, 'What of lemma 2?'))
  const carol = await signInAs('carol@example.org')
  const asked: Record<string, string>[] = [{ preview: 'yes' }, {}]
  for (const more of asked) {
    const { html } = await carol.post(`/papers/${paper}/comments`, { text: 'It holds', parent: id, ...more })
    expect(html).toMatch(/<h1>Your answer<.*What of lemma 2\?.*<textarea[^>]*>It holds/s)
  }
})

test('feeds and the API tell the comments, hostile ones as text', async () => {
  const hostile = '</content><script>alert(1)</script> ]]> &amp; [x](javascript:alert(1))'
  await say(ada, hostile)
  for (const form of ['rss', 'atom', 'json']) {
    const { html, headers } = await new Visitor().get(`/papers/${paper}/comments.${form}`)
    expect(html).not.toMatch(form === 'json' ? /^$/ : /<script|\]\]>/)
    expect(headers.get('content-type')).toContain(form === 'json' ? 'feed+json' : form)
    if (form === 'json') expect(JSON.parse(html).items[0].content_text).toBe(hostile)
  }
  expect(JSON.parse((await new Visitor().get(`/papers/${paper}.json`)).html).numComments).toBe(1)
  expect(await threadOf()).not.toContain('<script>alert')
})

test('an account younger than votes count from posts no link and five comments an hour, and is told so', async () => {
  setSettings({ VOTE_MATURITY_HOURS: '24' }, clock)
  const young = await signInAs('young@example.org')
  await takeName(await idOf('young@example.org'), 'Newcomer')
  expect((await say(young, 'see https://spam.example/')).html).toContain('younger than 24 hours cannot post links')
  const answers = []
  for (let at = 0; at < 6; at++) answers.push((await say(young, `words ${at}`)).status)
  expect(answers).toEqual([303, 303, 303, 303, 303, 429])
})

test('a report waits for moderators, with its reason, and one reader has one', async () => {
  const id = said(await say(ada, 'words'))
  expect((await bob.post(of(id, 'report'), { reason: 'because' })).status).toBe(422)
  for (const reason of ['spam', 'abuse']) await bob.post(of(id, 'report'), { reason, note: 'look' })
  expect(await db().commentReport.findMany({ where: { commentId: id } })).toMatchObject([
    { reason: 'abuse', settledAt: null },
  ])
})
