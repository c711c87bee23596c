import { connect as connectEngine } from '@lancedb/lancedb'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { checkSearch } from '@/lib/doctor/check-search'
import { openReader } from '@/lib/search/index/reader'
import { parseQuery } from '@/lib/search/query/parse'
import { searchPapers } from '@/lib/search/search-papers'
import { LateError, within } from '@/lib/within'
import { randomFrom } from '@/scripts/bench/search/corpus'
import { startBucket } from '@/tests/support/bucket'
import { useTestDatabase } from '@/tests/support/database'
import { eventually } from '@/tests/support/eventually'
import { aPaper } from '@/tests/support/factories'
import { forgetReader, useSearchIn } from '@/tests/support/search-index'
import { playKills } from '@/tests/support/search-kills'

const bucket = await startBucket()
const database = useTestDatabase()
const search = useSearchIn({ SEARCH_URL: 's3://papers/search', ...bucket.environment }, database)
const LATE = new Date(Date.now() + 7 * 3_600_000)

beforeEach(() => forgetReader())
afterAll(() => bucket.close())

const ask = async (text: string) => {
  const { hits, limited } = await searchPapers(parseQuery(text), { limit: 50 })
  return { ids: hits.map(({ id }) => id), limited }
}
/** Names of the indexes of which there is anything in the bucket. */
const indexes = () => [
  ...new Set(
    [...bucket.objects.keys()].flatMap((key) => /^search\/(papers_\w+?_\w+?)(_words)?\.lance/.exec(key)?.[1] ?? []),
  ),
]

/** As if nobody had searched for three seconds. */
const lookAgain = () =>
  Object.assign((globalThis as { broadsheetIndex?: object }).broadsheetIndex ?? {}, {
    knownAt: performance.now() - 3_000,
  })

/** As if the index had been away for so long that it is tried again. */
const passTrouble = () =>
  Object.assign((globalThis as { broadsheetIndex?: object }).broadsheetIndex ?? {}, { knownAt: 0 })

test('an index in a bucket is made, found in, followed, folded and made anew, and the one before is taken away', async () => {
  await aPaper({ id: '2611.00001', title: 'The quokka at rest', abstract: 'A marsupial sleeps.' })
  expect(await search.keep()).toEqual({ status: 'built', papers: 1, why: 'there is none' })
  expect(await search.keep()).toEqual({ status: 'fine' })
  expect((await checkSearch()).sentence).toBe('The search index holds 1 paper; nothing changed since.')
  await aPaper({ id: '2611.00002', title: 'A wombat digs', abstract: 'Burrows of a marsupial.' })
  await db().paperStanding.update({ where: { paperId: '2611.00002' }, data: { votes: 12 } })
  expect(await ask('marsupials')).toEqual({ ids: ['2611.00002', '2611.00001'], limited: false })
  expect(await search.keep({ now: LATE })).toEqual({ status: 'folded', papers: 1 })
  forgetReader()
  expect(await ask('"wombat digs" votes:>10')).toEqual({ ids: ['2611.00002'], limited: false })

  const [former] = indexes()
  expect(await search.keep({ anew: true })).toMatchObject({ status: 'built', papers: 2 })
  expect(await search.keep()).toEqual({ status: 'fine' })
  expect(indexes()).toHaveLength(1)
  expect(indexes()).not.toContain(former)
  forgetReader()
  expect(await ask('marsupials')).toMatchObject({ limited: false, ids: { length: 2 } })
  expect(await checkSearch()).toMatchObject({ state: 'fine', sentence: expect.stringContaining('holds 2 papers') })
})

test('an object that is gone or cut short is noticed and the index made anew, and so is one whose bucket was emptied', async () => {
  const data = () =>
    [...bucket.objects.keys()].filter(
      (key) => /search\/papers_\w+\.lance\/data\//.test(key) && !/_words\.lance/.test(key),
    )
  expect(data()).not.toEqual([])
  for (const key of data()) bucket.objects.delete(key)
  expect(await ask('quokka')).toEqual({ ids: ['2611.00001'], limited: true })
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 2 })
  for (const object of data().map((key) => bucket.objects.get(key)))
    if (object) object.body = object.body.subarray(0, 20)
  forgetReader()
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 2 })
  bucket.objects.clear()
  forgetReader()
  expect(await ask('quokka')).toEqual({ ids: ['2611.00001'], limited: true })
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 2 })
  forgetReader()
  expect(await ask('quokka')).toEqual({ ids: ['2611.00001'], limited: false })
})

test('while a new index is being opened, searches go on with the former one and find what is new, as soon as ever', async () => {
  await aPaper({ id: '2611.00003', title: 'A quokka before', abstract: 'Logged before the new index was begun.' })
  expect((await ask('quokka')).ids).toContain('2611.00003')
  expect(await search.keep({ anew: true })).toMatchObject({ status: 'built', papers: 3 })
  const { name } = await db().searchIndex.findFirstOrThrow()
  await aPaper({ id: '2611.00004', title: 'A quokka after', abstract: 'Logged when it was in use.' })
  bucket.hang(true, /_words\.lance/)
  const all = { limited: false, ids: { length: 3 } }
  for (let look = 0; look < 3; look += 1) {
    lookAgain()
    expect(await ask('quokka')).toMatchObject(all)
  }
  expect((await openReader())?.state.name).not.toBe(name)
  bucket.hang(false)
  await eventually(async () => {
    lookAgain()
    return (await openReader())?.state.name === name
  })
  expect(await ask('quokka')).toMatchObject(all)
  await db().paper.deleteMany({ where: { id: { in: ['2611.00003', '2611.00004'] } } })
  expect(await search.keep({ now: LATE })).toMatchObject({ status: 'folded' })
})

test('while a bucket does not answer the database does, nobody waits twice, and the index is neither lost nor made anew', async () => {
  const { name } = await db().searchIndex.findFirstOrThrow()
  expect(await ask('quokka')).toMatchObject({ limited: false })
  bucket.hang(true)
  expect(await ask('wombat')).toEqual({ ids: ['2611.00002'], limited: true })
  const startedAt = performance.now()
  expect(await ask('quokka')).toEqual({ ids: ['2611.00001'], limited: true })
  expect(performance.now() - startedAt).toBeLessThan(1_000)
  const keeping = search.keep()
  await expect(within(1_000, keeping)).rejects.toThrow(LateError)
  bucket.hang(false)
  passTrouble()
  await eventually(async () => !(await ask('quokka')).limited)
  expect(await keeping).toEqual({ status: 'fine' })
  expect(await db().searchIndex.findFirstOrThrow()).toMatchObject({ name })
})

test('an index whose bucket refuses or is busy is not made anew', async () => {
  const { name } = await db().searchIndex.findFirstOrThrow()
  bucket.refuse(true, /\.lance\/data\//)
  forgetReader()
  await expect(search.keep()).rejects.toThrow(/^s3:\/\/papers\/search cannot be read \(AccessDenied\)$/)
  expect((await checkSearch()).sentence).toBe(
    'The search index cannot be looked at: s3://papers/search cannot be read (AccessDenied).',
  )
  bucket.refuse(true, /_words\.lance\/data\//, [503, 'SlowDown'])
  await expect(search.keep()).rejects.toThrow(/^s3:\/\/papers\/search cannot be read \(SlowDown\)$/)
  bucket.refuse(false)
  expect(await search.keep()).toEqual({ status: 'fine' })
  expect(await db().searchIndex.findFirstOrThrow()).toMatchObject({ name })
})

test('an error that nobody knows is no damage, unless it comes again when the index was opened anew', async () => {
  // Large enough that the engine asks for parts of it.
  const abstract = Array.from({ length: 40_000 }, (_, at) => `word${at}`).join(' ')
  await aPaper({ id: '2611.00005', title: 'Every word', abstract })
  await search.keep({ anew: true })
  const { name } = await db().searchIndex.findFirstOrThrow()
  const ofThisIndex = new RegExp(`${name}\\.lance/data/`)
  bucket.ignoreRanges(true, ofThisIndex)
  forgetReader()
  expect(await ask('quokka')).toMatchObject({ limited: true })
  expect((await checkSearch()).sentence).toMatch(
    /^The search index cannot be looked at: .*Received non-partial response/,
  )
  expect(await search.keep({ wait: async () => bucket.ignoreRanges(false) })).toEqual({ status: 'fine' })
  expect(await db().searchIndex.findFirstOrThrow()).toMatchObject({ name })

  // Where no index can be kept, a new one would be no better: nothing is made, and nothing left behind.
  bucket.ignoreRanges(true)
  await expect(search.keep({ wait: async () => undefined })).rejects.toThrow('keeps no index (')
  expect(await db().searchIndex.findFirstOrThrow()).toMatchObject({ name })

  bucket.ignoreRanges(true, ofThisIndex)
  forgetReader()
  expect(await search.keep({ wait: async () => undefined })).toMatchObject({ status: 'built' })
  bucket.ignoreRanges(false)
  forgetReader()
  expect(await ask('quokka')).toMatchObject({ limited: false })
  await db().paper.delete({ where: { id: '2611.00005' } })
})

test('a process that started while there was no bucket finds it as soon as there is one', async () => {
  bucket.refuse(true)
  expect(await ask('quokka')).toMatchObject({ limited: true })
  expect((await checkSearch()).sentence).toBe(
    'The search index cannot be looked at: s3://papers/search cannot be reached (AccessDenied).',
  )
  await expect(search.keep()).rejects.toThrow('cannot be reached (AccessDenied)')
  bucket.refuse(false)
  passTrouble()
  await eventually(async () => !(await ask('quokka')).limited)
})

test('two writers at once lose nothing that one of them wrote: the bucket lets one version be written once', async () => {
  const storageOptions = Object.fromEntries(
    Object.entries(bucket.environment).map(([variable, value]) => [variable.toLowerCase(), value]),
  )
  const first = await connectEngine('s3://papers/both', { storageOptions })
  const mine = await first.createTable('numbers', [{ writer: 0, number: 0 }])
  const theirs = await (await connectEngine('s3://papers/both', { storageOptions })).openTable('numbers')
  const write = async (table: typeof mine, writer: number) => {
    for (let number = 1; number <= 8; number += 1) await table.add([{ writer, number }])
  }
  await Promise.all([write(mine, 1), write(theirs, 2)])
  await mine.checkoutLatest()
  expect(await mine.countRows()).toBe(17)
})

test('a writer that is killed loses no paper, doubles none, and leaves an index that answers', async () => {
  const report = await playKills({
    databaseUrl: database.url,
    environment: search.environment,
    kills: 3,
    random: randomFrom(60),
  })
  expect(report.broken).toEqual([])
  expect(await search.keep({ anew: true })).toMatchObject({ status: 'built' })
  await search.keep()
  expect(indexes()).toHaveLength(1)
})
