import { get, type IncomingMessage, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper, aReader, aSession } from '../support/factories'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
const nodes: RunningWeb[] = []
const ids: string[] = []

beforeAll(async () => {
  for (let n = 0; n < 60; n++) ids.push((await aPaper({ votes: n, announced: [{ day: '2026-11-20' }] })).id)
  nodes.push(await startWeb({ DATABASE_URL: database.url }), await startWeb({ DATABASE_URL: database.url }))
})

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()))
})

interface Got {
  status: number
  headers: IncomingMessage['headers']
  bytes: Buffer
  /** Decompressed. */
  text: string
}

/** As the bytes come: no client here decompresses by itself. */
function ask(path: string, headers: Record<string, string> = {}, node = 0): Promise<Got> {
  return new Promise((resolve, reject) => {
    get((nodes[node]?.url ?? '') + path, { headers: { accept: 'text/html', ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const encoding = response.headers['content-encoding']
        const plain = encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: plain.toString() })
      })
    }).on('error', reject)
  })
}

/** Posts a form as a browser with this cookie does, and reads the answer to its end. @returns its status */
function post(path: string, cookie: string, node: number, fields = 'back=/'): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/html', cookie, 'content-type': 'application/x-www-form-urlencoded' }
    const asked = request((nodes[node]?.url ?? '') + path, { method: 'POST', headers }, (response) =>
      response.on('end', () => resolve(response.statusCode ?? 0)).resume(),
    )
    asked.on('error', reject).end(fields)
  })
}

const BROWSER = { 'accept-encoding': 'gzip, deflate, br, zstd' }
const isHit = ({ headers }: Got) => headers['cache-status'] === 'Broadsheet; hit'
const formOf = (id: string, { text }: Got) =>
  new RegExp(`<form[^>]*action="/papers/${id}/(un)?vote".*?</form>`).exec(text)?.[0] ?? ''
const numberOf = (id: string, got: Got) => Number(/class="count"><span>\s*(\d+)/.exec(formOf(id, got))?.[1])

test('a page comes compressed, the same in every encoding, and with the same tag as long as it is the same', async () => {
  const first = await ask('/papers/new', BROWSER)
  expect([first.status, first.headers['content-encoding']]).toEqual([200, 'br'])
  const brotli = await eventually(async () => {
    const got = await ask('/papers/new', BROWSER)
    return got.headers['content-encoding'] === 'br' && got.headers.etag !== first.headers.etag && got
  })
  const [gzip, plain] = [await ask('/papers/new', { 'accept-encoding': 'gzip' }), await ask('/papers/new')]
  expect(new Set([first.text, brotli.text, gzip.text, plain.text]).size).toBe(1)
  expect(new Set([brotli, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3)
  expect(brotli.headers.vary).toContain('accept-encoding')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(isHit(plain)).toBe(true)
})

test('who has the page already is told so', async () => {
  const { headers } = await ask('/papers/new')
  const again = await ask('/papers/new', { 'if-none-match': `"other", ${headers.etag}` })
  expect([again.status, again.bytes.byteLength, again.headers.etag]).toEqual([304, 0, headers.etag])
  expect((await ask('/papers/new', { 'if-none-match': '"other"' })).status).toBe(200)
})

test('kept pages carry the whole policy, and no trace of how they are kept', async () => {
  for (const path of [
    '/',
    '/papers/new',
    `/papers/${ids[0]}`,
    '/about/privacy',
    '/feed.rss',
    '/nothing',
    '/papers/2611.99999',
  ]) {
    for (const got of [await ask(path), await ask(path)]) {
      expect(got.headers['content-security-policy'], path).toContain("default-src 'none'; script-src 'self'")
      expect(got.headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      })
      expect(Object.keys(got.headers).filter((name) => name.startsWith('x-broadsheet'))).toEqual([])
      expect(got.text.match(/<\/?x-(personal|no|yes|number)/), path).toBeNull()
    }
  }
})

test('nobody can ask for a page with its spots open', async () => {
  const { text, headers } = await ask('/sign-in', { 'x-broadsheet-shared': '1' })
  expect(text.includes('<x-')).toBe(false)
  expect(headers['x-broadsheet-shared']).toBeUndefined()
})

test('the address has one form: what a page does not read makes no other page', async () => {
  await ask('/papers/new')
  expect(isHit(await ask('/papers/new?utm_source=mail'))).toBe(true)
  expect((await ask('/papers/new?min_votes=40')).text).not.toBe((await ask('/papers/new')).text)
})

test('a vote is seen on all nodes: by everybody soon, by who gave it at once', async () => {
  const [id = ''] = ids
  const ada = await aSession(await aReader())
  const path = `/papers/${id}`
  for (const node of [0, 1]) await ask(path, {}, node)
  for (const node of [0, 1]) await ask(path, { cookie: ada.cookie, ...BROWSER }, node)
  expect(await post(`${path}/vote`, ada.cookie, 0)).toBe(303)
  const { rows } = await pool().query<{ votes: number }>('select votes from paper_standings where paper_id = $1', [id])
  const votes = rows[0]?.votes ?? 0
  for (const node of [1, 0]) {
    const own = await ask(path, { cookie: ada.cookie, ...BROWSER }, node)
    expect(formOf(id, own)).toContain('aria-pressed="true"')
    expect(formOf(id, own)).toContain('/unvote"')
    expect(numberOf(id, own)).toBe(votes)
    await eventually(async () => numberOf(id, await ask(path, {}, node)) === votes)
    expect(formOf(id, await ask(path, {}, node))).toContain('aria-pressed="false"')
  }
})

test('what a reader said stands on the very next page that they get, however often they say something', async () => {
  const [, id = ''] = ids
  const reader = await aReader()
  const { cookie } = await aSession(reader)
  const path = `/papers/${id}/comments`
  await ask(path, { cookie })
  for (const words of ['One-thing', 'another', 'and-a-third']) {
    expect(await post(path, cookie, 0, `text=${words}&name=Ada`)).toBe(303)
    expect((await ask(path, { cookie })).text).toContain(words)
  }
})

test('a reader gets the kept page with what is theirs, and nobody else does', async () => {
  const [, second = '', third = ''] = ids.toReversed()
  const [ada, bob] = [await aSession(await aReader()), await aSession(await aReader())]
  await upvote(second, ada.reader, new Date(), 0)
  await upvote(third, bob.reader, new Date(), 0)
  const pages = await Promise.all([
    ask('/', { cookie: ada.cookie, ...BROWSER }),
    ask('/', { cookie: bob.cookie }),
    ask('/', BROWSER),
  ])
  const pressed = pages.map((page) => [second, third].map((id) => formOf(id, page).includes('aria-pressed="true"')))
  expect(pressed).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ])
  expect(pages.map(({ text }) => text.includes('action="/sign-out"'))).toEqual([true, true, false])
  for (const { text } of pages) expect(text.match(/<\/?x-|(?<!you)@example\.org/)).toBeNull()
  expect(pages[0]?.headers['cache-control']).toBe('private, no-cache')
})

const isSignedIn = async (cookie: string, node: number) =>
  (await ask('/', { cookie }, node)).text.includes('action="/sign-out"')

test('a session that was signed out opens nothing on any node, from the next page on', async () => {
  const reader = await aReader()
  const [one, other] = [await aSession(reader), await aSession(reader)]
  for (const { cookie } of [one, other]) for (const node of [0, 1]) expect(await isSignedIn(cookie, node)).toBe(true)
  expect(await post('/sign-out', one.cookie, 0)).toBe(303)
  for (const node of [1, 0])
    expect([await isSignedIn(one.cookie, node), await isSignedIn(other.cookie, node)]).toEqual([false, true])
})

test('signing out everywhere else ends the others on all nodes, from the next page on', async () => {
  const reader = await aReader()
  const [one, other] = [await aSession(reader), await aSession(reader)]
  for (const { cookie } of [one, other]) for (const node of [0, 1]) expect(await isSignedIn(cookie, node)).toBe(true)
  expect(await post('/settings/sessions', one.cookie, 1, 'session=others')).toBe(303)
  for (const node of [0, 1])
    expect([await isSignedIn(one.cookie, node), await isSignedIn(other.cookie, node)]).toEqual([true, false])
})

test('a reader who was forgotten elsewhere is nobody soon', async () => {
  const { cookie, reader } = await aSession(await aReader())
  for (const node of [0, 1]) expect(await isSignedIn(cookie, node)).toBe(true)
  await pool().query('delete from readers where id = $1', [reader.id])
  for (const node of [0, 1]) await eventually(async () => !(await isSignedIn(cookie, node)), { withinMs: 3_000 })
})

test('a new paper is on the lists of all nodes', async () => {
  for (const node of [0, 1]) await ask('/papers/new', {}, node)
  const { id } = await aPaper({ title: 'Just announced', listedAt: new Date('2026-11-21T01:00:00Z') })
  for (const node of [0, 1]) await eventually(async () => (await ask('/papers/new', {}, node)).text.includes(id))
})

test('what is told while nobody could hear it is made up for', async () => {
  await ask('/papers/new')
  await pool().query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'broadsheet pages'`,
  )
  const { id } = await aPaper({ title: 'In the gap', listedAt: new Date('2026-11-21T02:00:00Z') })
  await eventually(async () => (await ask('/papers/new')).text.includes(id))
})

test('the looks that were chosen are another page', async () => {
  const [dark, plain] = [await ask('/', { cookie: 'display=dark' }), await ask('/')]
  expect(dark.text).toContain('data-theme="dark"')
  expect(plain.text).not.toContain('data-theme')
})

test('a form is never kept', async () => {
  for (let i = 0; i < 2; i++) expect((await ask('/sign-in')).headers['cache-status']).toBeUndefined()
})
