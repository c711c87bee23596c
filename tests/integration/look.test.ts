import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { readAssets } from '@/lib/http/assets'
import { addPapers } from '@/lib/papers/add-papers'
import { listMomentum } from '@/lib/papers/momentum'
import { useTestDatabase } from '../support/database'
import { aReader } from '../support/factories'
import { fullPapers } from '../support/full-papers'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
let web: RunningWeb

beforeAll(async () => {
  const papers = fullPapers(60)
  await addPapers(papers, new Date())
  for (const { id } of papers.slice(0, 30)) await voteFor(id)
  web = await startWeb({ DATABASE_URL: database.url })
}, 60_000)

afterAll(async () => {
  await web.stop()
})

async function voteFor(paperId: string): Promise<void> {
  const reader = await aReader()
  await db().vote.create({
    data: { paperId, readerId: reader.id, createdAt: new Date(), countedAt: new Date(), tick: 0 },
  })
}

const ask = (path: string, display?: string) =>
  fetch(web.url + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...(display ? { cookie: `display=${display}` } : {}) },
  })

/** Kilobytes as the page cache keeps what many ask for: brotli of the highest quality. */
const kilobytes = (page: string) => brotliCompressSync(Buffer.from(page)).byteLength / 1024

describe('the front page of fifty entries', () => {
  test('with whole abstracts weighs at most 30 KB, and with titles only at most 12 KB', async () => {
    const [abstracts, titles] = [await (await ask('/')).text(), await (await ask('/', 'titles')).text()]
    for (const page of [abstracts, titles]) expect(page.match(/<article /g)).toHaveLength(50)
    expect(abstracts.match(/<details class="abstract"/g)).toHaveLength(50)
    expect(titles).not.toContain('class="abstract"')
    expect(kilobytes(abstracts)).toBeLessThanOrEqual(30)
    expect(kilobytes(titles)).toBeLessThanOrEqual(12)
  })

  test('asks for a style sheet and a script, and for nothing more', async () => {
    const page = await (await ask('/')).text()
    const asked = [...page.matchAll(/<(?:script|img|iframe)[^>]* src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"/g)]
    const { style, script } = readAssets() ?? {}
    expect(asked.map(([, src, href]) => src ?? href).sort()).toEqual([style, script].sort())
  })

  test('shows momentum where there were votes, with the numbers of the house', async () => {
    const page = await (await ask('/')).text()
    const ids = [...page.matchAll(/<article class="entry" id="([^"]+)"/g)].map(([, id = '']) => id)
    const voted = await listMomentum(ids, new Date())
    expect(page.match(/<svg class="spark"/g) ?? []).toHaveLength(voted.size)
    expect(voted.size).toBeGreaterThan(0)
  })
})

test('the style sheet weighs at most 8 KB', () => {
  expect(kilobytes(readFileSync(`public${readAssets()?.style}`, 'utf8'))).toBeLessThanOrEqual(8)
})

test.each(['light', 'dark', 'contrast'])(
  'the theme %s stands on the page before any style or script runs',
  async (theme) => {
    expect(await (await ask('/', theme)).text()).toMatch(
      new RegExp(`^<!doctype html><html lang="en" data-theme="${theme}">`),
    )
  },
)

describe('a page that is not there', () => {
  test('searches for the words of its address, and leads to today’s papers', async () => {
    const answer = await ask('/blog/attention-is_all%20you-need.html')
    const page = await answer.text()
    expect(answer.status).toBe(404)
    expect(page).toMatch(/<input id="sought" type="search"[^>]* value="blog attention is all you need.html"/)
    expect(page).toContain('<a href="/papers/date/latest">Today’s papers</a>')
  })

  test('offers no search for an address that was understood and refused', async () => {
    const answer = await ask('/papers/date/2026-13-99')
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('id="sought"')
  })

  test('offers no search for the key of a link that was broken on its way', async () => {
    const answer = await ask('/subscriptions/unsubscribe/eyJrZXkiOiJicm9rZW4ifQ')
    const page = await answer.text()
    expect([answer.status, page.includes('This link is not whole')]).toEqual([404, true])
    expect(page).not.toContain('id="sought"')
  })

  test('is what the page of all components is in production', async () => {
    expect((await ask('/about/components')).status).toBe(404)
  })
})
