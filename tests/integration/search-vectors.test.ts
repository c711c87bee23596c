import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { keepSimilar } from '@/lib/search/similar/keep-similar'
import { listSimilar } from '@/lib/search/similar/list-similar'
import { useTestDatabase } from '@/tests/support/database'
import { type FakeEmbeddings, startEmbeddings } from '@/tests/support/embeddings'
import { aPaper } from '@/tests/support/factories'
import { forgetReader, found, SEARCHED_AT, useSearchFolder } from '@/tests/support/search-index'
import { aClock, setSettings } from '@/tests/support/settings'

const search = useSearchFolder(useTestDatabase())
const NOW = new Date(SEARCHED_AT)
/** Changes are logged by the database's own clock, and taken in when they have waited: all of this is on a day after today. */
const TOMORROW = Date.now() + 86_400_000
const inMinutes = (minutes: number) => new Date(TOMORROW + minutes * 60_000)

/** As a process that was started with these settings. */
function startWith(environment: Record<string, string>): void {
  setSettings({ SEARCH_URL: search.folder, NOW: SEARCHED_AT, ...environment }, aClock(SEARCHED_AT))
  forgetReader()
}

/** Nobody writes car and automobile into one text: only their company tells that they mean the same. */
beforeAll(async () => {
  const texts: [string, string][] = [
    ['A car with an engine', 'Wheels and brakes.'],
    ['An automobile with an engine', 'Wheels and gearboxes.'],
    ['The gearbox of a car', 'Engines and brakes.'],
    ['Brakes of an automobile', 'Gearboxes and wheels.'],
    ['A cat with fur', 'Paws and whiskers.'],
    ['A feline with fur', 'Paws and tails.'],
    ['The tail of a cat', 'Furs and whiskers.'],
    ['Whiskers of a feline', 'Tails and paws.'],
  ]
  for (const [at, [title, abstract]] of texts.entries())
    await aPaper({ id: `2611.0000${at + 1}`, title, abstract, categories: [at % 2 ? 'math.CO' : 'cs.LG'] })
})

describe('vectors that are learned from the papers', () => {
  beforeAll(() => startWith({ SEARCH_VECTORS: 'corpus' }))

  test('an index without them is made anew', async () => {
    startWith({})
    expect(await search.keep()).toMatchObject({ status: 'built', papers: 8 })
    startWith({ SEARCH_VECTORS: 'corpus' })
    expect(await found('car')).toEqual(['2611.00003', '2611.00001'])
    expect(await search.keep({ now: inMinutes(1) })).toMatchObject({
      status: 'built',
      why: expect.stringContaining('vectors'),
    })
    forgetReader()
    expect(await search.keep({ now: inMinutes(2) })).toEqual({ status: 'fine' })
  })

  test('find what means the same in other words, behind what says it in the same ones, and nothing else', async () => {
    const ids = await found('car')
    expect(ids.slice(0, 2).sort()).toEqual(['2611.00001', '2611.00003'])
    expect(ids).toEqual(expect.arrayContaining(['2611.00002']))
    expect(ids.filter((id) => id > '2611.00004')).toEqual([])
  })

  test('never pass over a condition: phrases, what is forbidden, categories, unknown words', async () => {
    expect(await found('car cat:math.CO')).not.toContain('2611.00001')
    expect(await found('car -engine')).toEqual([])
    expect((await found('"gearbox of a car" wheel')).sort()).toEqual(['2611.00003'])
    expect(await found('zebra')).toEqual([])
  })

  test('papers that come later have one after the next look, deleted ones none', async () => {
    await aPaper({ id: '2611.00009', title: 'Automobile wheels', abstract: 'Engines, brakes and gearboxes.' })
    await db().paper.delete({ where: { id: '2611.00002' } })
    expect(await search.keep({ now: inMinutes(24 * 60) })).toEqual({ status: 'folded', papers: 2 })
    forgetReader()
    expect(await found('car')).toContain('2611.00009')
    expect(await found('car')).not.toContain('2611.00002')
    expect(await db().searchIndex.findFirst()).toMatchObject({ papers: 8, vectorPapers: 8 })
  })

  test('have a say in similar papers, which still share words that explain them', async () => {
    await keepSimilar({ now: NOW, signal: new AbortController().signal })
    const similar = await listSimilar('2611.00001')
    expect(similar.map(({ paper }) => paper.id)).toContain('2611.00009')
    expect(similar.every(({ words }) => words.length > 0)).toBe(true)
  })
})

describe('vectors of an embedding server', () => {
  let server: FakeEmbeddings
  beforeAll(async () => {
    server = await startEmbeddings([
      ['car', 'automobile', 'vehicle'],
      ['cat', 'feline', 'pussy'],
    ])
    startWith({ EMBEDDINGS_URL: server.url, EMBEDDINGS_KEY: 'sk-test', EMBEDDINGS_MODEL: 'small' })
  })
  afterAll(() => server.close())

  test('are made once for each text, and find by a word that no paper holds', async () => {
    expect(await search.keep({ now: inMinutes(1_500) })).toMatchObject({ status: 'built', papers: 8 })
    expect(server.asked).toHaveLength(8)
    forgetReader()
    const ids = await found('vehicle')
    expect(ids.length).toBeGreaterThan(0)
    expect(ids.filter((id) => id > '2611.00004' && id < '2611.00009')).toEqual([])
  })

  test('are taken over when the index is made anew, but for papers that were reworded', async () => {
    await db().paper.update({ where: { id: '2611.00003' }, data: { abstract: 'Reworded.' } })
    server.asked.length = 0
    expect(await search.keep({ anew: true, now: inMinutes(1_501) })).toMatchObject({ status: 'built', papers: 8 })
    expect(server.asked).toEqual([expect.stringContaining('Reworded.')])
  })

  test('a server that is down, or answers something else, leaves searches to words', async () => {
    for (const trouble of [
      { status: 500, body: 'down' },
      { status: 200, body: '<html>' },
      { status: 200, body: '{"data":[{"index":0,"embedding":["a"]}]}' },
    ]) {
      server.trouble = trouble
      forgetReader()
      expect((await found('car')).sort()).toEqual(['2611.00001', '2611.00003'])
      expect(await found('vehicle')).toEqual([])
    }
    server.trouble = null
  })

  test('what came while it was down is made up for later', async () => {
    server.trouble = { status: 503, body: '' }
    await aPaper({ id: '2611.00010', title: 'A vehicle', abstract: 'Of its own kind.' })
    await search.keep({ now: inMinutes(3_000) })
    expect(await db().searchIndex.findFirst()).toMatchObject({ papers: 9, vectorPapers: 8 })
    server.trouble = null
    expect(await search.keep({ now: inMinutes(3_001) })).toEqual({ status: 'fine' })
    expect(await search.keep({ now: inMinutes(3_011) })).toMatchObject({ status: 'folded' })
    expect(await db().searchIndex.findFirst()).toMatchObject({ papers: 9, vectorPapers: 9 })
  })
})
