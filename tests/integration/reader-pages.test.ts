import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signOut } from '@/lib/accounts/sessions'
import { pool } from '@/lib/database/client'
import { Answer } from '@/lib/http/answer'
import { answerKept, type KeptPages } from '@/lib/http/answer-kept'
import { Changes } from '@/lib/http/cache/changes'
import { PageCache } from '@/lib/http/cache/page-cache'
import { ReaderAnswers } from '@/lib/http/cache/reader-answers'
import { type Heard, hearChanges } from '@/lib/http/hear-changes'
import { RecentActs } from '@/lib/http/recent-acts'
import { SHARED_HEADER } from '@/lib/http/shared'
import { Turnstile } from '@/lib/http/turnstile'
import { marksOf } from '@/lib/marks/marks-of'
import { unvote, upvote } from '@/lib/papers/votes'
import { mark, unmark } from '@/lib/reading/marks'
import { moveVisit } from '@/lib/reading/visits'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper, aReader, aSession } from '../support/factories'

const database = useTestDatabase()

const now = new Date('2026-11-22T12:00:00Z')
const maturityHours = 0
/** Each reader votes for papers of their own, so that what they must see of the counts is known. */
const papers: string[][] = []
/** When the entry of the page's news arrived; visits end before, at and after it. */
const ARRIVED = Math.floor(now.getTime() / 1000) - 100

/** What two processes hear of readers. */
const heard: Heard[] = []

beforeAll(async () => {
  for (let n = 0; n < 2; n++) papers.push([(await aPaper()).id, (await aPaper()).id])
  for (let n = 0; n < 2; n++) heard.push(hearChanges(database.url))
  await eventually(async () => heard.every(({ news }) => news.isQuietSince(news.tick, '')))
})

afterAll(async () => {
  await Promise.all(heard.map(({ stop }) => stop()))
})

const spot = (name: string) => `<x-personal mark="${name}"><x-no></x-no><x-yes>[${name}]</x-yes></x-personal>`

/** A page that asks everything about every paper, made from the database as it is. */
async function render() {
  const { rows } = await pool().query<{ id: string; votes: number }>(
    'select paper_id as id, votes from paper_standings order by 1',
  )
  const entries = rows.map(
    ({ id, votes }) =>
      `${['vote', 'save', 'dismiss'].map((kind) => spot(`${kind}:${id}`)).join('')}<x-number of="votes:${id}">${votes}</x-number>`,
  )
  const ids = `,${rows.map(({ id }) => id).join()}`
  const around = `${spot('reader')}${spot(`new:${ARRIVED}@/`)}${spot(`came:today,${ARRIVED}@/`)}${spot(`hides:${ids}`)}`
  const body = `<p>${around}${entries.join(';')}</p>`
  return { status: 200, headers: { 'content-type': 'text/html', [SHARED_HEADER]: 'votes' }, body }
}

/** What a process keeps; it never hears of changes of pages, so that these are as old as they may be. */
const aProcess = ({ news }: Pick<Heard, 'news'>): KeptPages => ({
  cache: new PageCache({
    render,
    changes: new Changes(),
    turnstile: new Turnstile({ inFlight: 4, waiting: 4, patienceMs: 1_000 }),
    maxBytes: 1_000_000,
    nowMs: () => performance.now(),
  }),
  answers: new ReaderAnswers(100_000),
  acts: new RecentActs(() => performance.now()),
  marksOf: marksOf({ now: () => now }, news),
  onError: (error) => {
    throw error
  },
})

class Captured extends Answer {
  body = ''
  encoding = ''
  override sendFlat(_status: number, headers: string[], body: Buffer): void {
    this.encoding = headers[headers.indexOf('content-encoding') + 1] ?? ''
    const plain = headers.includes('br') ? brotliDecompressSync : headers.includes('gzip') ? gunzipSync : null
    this.body = (plain?.(body) ?? body).toString()
  }
}

async function answerOf(pages: KeptPages, cookie: string | undefined, encoding: string): Promise<Captured> {
  const response = new Captured(new IncomingMessage(new Socket()))
  const headers = { 'accept-encoding': encoding, ...(cookie ? { cookie } : {}) }
  await answerKept(pages, { url: '/', display: '', text: ' /' }, headers, response)
  return response
}

const pageOf = async (...asked: Parameters<typeof answerOf>): Promise<string> =>
  (await answerOf(...asked)).body.replace(/ /g, '')

interface Reader {
  id: string
  createdAt: Date
  own: readonly string[]
  /** Of each of their browsers, until it signs out. */
  cookies: (string | null)[]
}

async function aReaderWithTwoBrowsers(own: readonly string[]): Promise<Reader> {
  const reader = await aReader()
  return { ...reader, own, cookies: [(await aSession(reader)).cookie, (await aSession(reader)).cookie] }
}

/** What a page must say of its reader, asked from the tables themselves. */
async function truthOf({ id, own }: Reader): Promise<string[]> {
  const { rows } = await pool().query<{ said: string }>(
    `select '[vote:' || paper_id || ']' as said from votes where reader_id = $1
     union all select '[' || case kind when 'saved' then 'save' else 'dismiss' end || ':' || paper_id || ']' from marks where reader_id = $1
     union all select '[new:${ARRIVED}@/]' from visits where reader_id = $1 and extract(epoch from seen_until) < ${ARRIVED}
     union all select '[came:today,${ARRIVED}@/]' from visits where reader_id = $1 and extract(epoch from seen_until) < ${ARRIVED}
     union all select '[hides]' from marks where reader_id = $1 and kind = 'dismissed' group by kind
     union all select paper_id || '=' || votes from paper_standings where paper_id = any($2)`,
    [id, own],
  )
  return ['[reader]', ...rows.map(({ said }) => said)].sort()
}

/** The same as a page says it. */
function saidIn(page: string, own: readonly string[]): string[] {
  const marks = [...page.matchAll(/\[[^\]]+\]/g)].map(([mark]) => mark.replace(/^\[hides:.*/, '[hides]'))
  // The entry's number stands behind its marks; entries come in the order of all papers.
  const all = papers.flat().toSorted()
  const numbers = page.replace(/\[[^\]]+\]/g, '').match(/\d+/g) ?? []
  return [...marks, ...own.map((id) => `${id}=${numbers[all.indexOf(id)]}`)].sort()
}

const ACTS = ['vote', 'unvote', 'save', 'unsave', 'dismiss', 'undismiss', 'seen before', 'seen', 'sign out'] as const

const act = fc.record({
  reader: fc.nat(1),
  browser: fc.nat(1),
  paper: fc.nat(1),
  act: fc.option(fc.constantFrom(...ACTS), { freq: 2 }),
  process: fc.nat(1),
  asked: fc.nat(1),
  encoding: fc.constantFrom('gzip', 'gzip, br', 'gzip, br', ''),
})
type Step = typeof act extends fc.Arbitrary<infer T> ? T : never

/** As a process does it: the answer of an act ends when everybody heard of it. */
async function carryOut(reader: Reader, step: Step): Promise<void> {
  await doIt(reader, step)
  if (step.act) await heard[step.process]?.everybodyHeard()
}

async function doIt(reader: Reader, { act, paper, browser }: Step): Promise<void> {
  const id = reader.own[paper] ?? ''
  if (act === 'vote') await upvote(id, reader, now, maturityHours)
  if (act === 'unvote') await unvote(id, reader.id, new Date())
  if (act === 'save') await mark('saved', id, reader.id, now)
  if (act === 'unsave') await unmark('saved', id, reader.id)
  if (act === 'dismiss') await mark('dismissed', id, reader.id, now)
  if (act === 'undismiss') await unmark('dismissed', id, reader.id)
  if (act === 'seen before') await moveVisit(reader.id, '/', new Date((ARRIVED - 10) * 1000), now)
  if (act === 'seen') await moveVisit(reader.id, '/', new Date((ARRIVED + 10) * 1000), now)
  if (act === 'sign out') {
    const token = reader.cookies[browser]?.split('=')[1]
    await signOut(token ?? null)
  }
}

test('whatever readers do, in any browser: the very next page of any process shows it, and nobody else’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (steps) => {
      const processes = heard.map(aProcess)
      const readers = [await aReaderWithTwoBrowsers(papers[0] ?? []), await aReaderWithTwoBrowsers(papers[1] ?? [])]
      for (const step of steps) {
        const reader = readers[step.reader] as Reader
        await carryOut(reader, step)
        // The browser that signs out keeps its old cookie: it opens nothing any more.
        const cookie = reader.cookies[step.browser] ?? undefined
        const isOver = step.act === 'sign out' || over.has(cookie ?? '')
        if (isOver) over.add(cookie ?? '')
        const page = await pageOf(processes[step.asked] as KeptPages, cookie, step.encoding)
        if (isOver) expect(page).not.toMatch(/\[/)
        else expect(saidIn(page, reader.own)).toEqual(await truthOf(reader))
        expect(await pageOf(processes[step.asked] as KeptPages, undefined, step.encoding)).not.toMatch(/\[/)
      }
      for (const { id } of readers) await pool().query('delete from readers where id = $1', [id])
      await pool().query('update paper_standings set votes = 0, counted_votes = 0')
    }),
    { numRuns: 30 },
  )
}, 120_000)

const over = new Set<string>()

test('a reader who looks again gets the very bytes; another act makes others', async () => {
  const pages = aProcess(heard[0] as Heard)
  const ada = await aReaderWithTwoBrowsers(papers[0] ?? [])
  const cookie = ada.cookies[0] ?? ''
  const bytes = async () => {
    const response = new Captured(new IncomingMessage(new Socket()))
    let sent: Buffer | null = null
    response.sendFlat = (_status, _headers, body) => {
      sent = body
    }
    await answerKept(pages, { url: '/', display: '', text: ' /' }, { 'accept-encoding': 'gzip', cookie }, response)
    return sent
  }
  // The first answers are put together in a hurry.
  for (let n = 0; n < 3; n++) await bytes()
  const [first, again] = [await bytes(), await bytes()]
  expect(again).toBe(first)
  await mark('saved', ada.own[0] ?? '', ada.id, now)
  await heard[0]?.everybodyHeard()
  expect(await bytes()).not.toBe(first)
})

test('sent again with nothing changed, a page comes in its smaller form and says the same; an act ends that', async () => {
  const pages = aProcess(heard[0] as Heard)
  const ada = await aReaderWithTwoBrowsers(papers[0] ?? [])
  const look = () => answerOf(pages, ada.cookies[0] ?? '', 'gzip, br')
  await eventually(async () => (await look()).encoding === 'gzip')
  const smaller = await eventually(async () => {
    const answer = await look()
    return answer.encoding === 'br' && answer
  })
  expect(saidIn(smaller.body.replace(/ /g, ''), ada.own)).toEqual(await truthOf(ada))
  await mark('saved', ada.own[0] ?? '', ada.id, now)
  await heard[0]?.everybodyHeard()
  const after = await look()
  expect(after.encoding).toBe('gzip')
  expect(saidIn(after.body.replace(/ /g, ''), ada.own)).toEqual(await truthOf(ada))
})

test('as long as it is not certain that news arrive, everything is asked after', async () => {
  const never = { tick: 0, isQuietSince: () => false }
  const pages = aProcess({ news: never })
  const ada = await aReaderWithTwoBrowsers(papers[0] ?? [])
  const cookie = ada.cookies[0] ?? ''
  await upvote(ada.own[0] ?? '', ada, now, maturityHours)
  expect(saidIn(await pageOf(pages, cookie, 'gzip'), ada.own)).toEqual(await truthOf(ada))
  await unvote(ada.own[0] ?? '', ada.id, new Date())
  expect(saidIn(await pageOf(pages, cookie, 'gzip'), ada.own)).toEqual(await truthOf(ada))
  await signOut(cookie.split('=')[1] ?? null)
  expect(await pageOf(pages, cookie, 'gzip')).not.toMatch(/\[/)
})
