import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { openReader } from '@/lib/search/index/reader'
import { searchIndex } from '@/lib/search/index/search-index'
import { parseQuery } from '@/lib/search/query/parse'
import { keepSimilar } from '@/lib/search/similar/keep-similar'
import { listSimilar } from '@/lib/search/similar/list-similar'
import { useTestDatabase } from '@/tests/support/database'
import { aPaper } from '@/tests/support/factories'
import { storePapers } from '@/tests/support/made-papers'
import { forgetReader, found, useSearchFolder } from '@/tests/support/search-index'

const search = useSearchFolder(useTestDatabase())

const fromIndex = async (text: string) => {
  const answer = await searchIndex(parseQuery(text), { limit: 50 })
  return typeof answer === 'string' ? answer : answer.hits.map(({ id }) => id)
}

test('without an index there is none to ask; the first look makes it', async () => {
  await aPaper({ id: '2611.00001', title: 'The $\\beta$-VAE revisited', abstract: 'Disentangled latent spaces.' })
  await aPaper({
    id: '2611.00002',
    title: 'Réseaux of Erdős',
    abstract: 'Graphs with state of the art bounds on H$_2$O.',
  })
  await aPaper({
    id: '2611.00003',
    title: 'Training large models',
    abstract: 'We train \\textbf{models} of many sizes.',
  })
  expect(await fromIndex('models')).toBe('no index')
  expect(await found('models')).toEqual(['2611.00003'])
  expect(await search.keep()).toEqual({ status: 'built', papers: 3, why: 'there is none' })
  forgetReader()
  expect(await fromIndex('models')).toEqual(['2611.00003'])
  expect(await search.keep()).toEqual({ status: 'fine' })
})

test('Greek letters, accents, formulas and word forms are found however they are written', async () => {
  for (const text of ['β-VAE', 'beta-VAE', 'beta vae', '"$\\beta$-VAE"'])
    expect(await fromIndex(text)).toEqual(['2611.00001'])
  for (const text of ['erdos', 'Erdős', 'reseaux', 'H2O', '"state of the art"'])
    expect(await fromIndex(text)).toEqual(['2611.00002'])
  expect(await fromIndex('trained')).toEqual(['2611.00003'])
  expect(await fromIndex('textbf')).toEqual([])
})

test('what changes is found without a look of the worker: new, reworded and deleted papers', async () => {
  await aPaper({ id: '2611.00004', title: 'A quokka appears', abstract: 'Never seen before.' })
  await db().paper.update({ where: { id: '2611.00003' }, data: { title: 'Training small wombats' } })
  await db().paper.delete({ where: { id: '2611.00002' } })
  forgetReader()
  expect(await fromIndex('"quokka appears"')).toEqual(['2611.00004'])
  expect(await fromIndex('wombats')).toEqual(['2611.00003'])
  expect(await fromIndex('ti:large')).toEqual([])
  expect(await fromIndex('erdos')).toEqual([])
})

test('taking the changes in changes no answer, and empties the log', async () => {
  const late = new Date(Date.now() + 7 * 3_600_000)
  expect(await search.keep({ now: late })).toEqual({ status: 'folded', papers: 3 })
  expect(await db().searchChange.count()).toBe(0)
  forgetReader()
  expect(await fromIndex('"quokka appears"')).toEqual(['2611.00004'])
  expect(await fromIndex('wombats')).toEqual(['2611.00003'])
  expect(await fromIndex('ti:large')).toEqual([])
  expect(await fromIndex('erdos')).toEqual([])
  expect(await search.keep()).toEqual({ status: 'fine' })
})

test('a search that is under way loses no paper when the next version is taken up beside it', async () => {
  await aPaper({ id: '2611.00020', title: 'A numbat between versions', abstract: 'Here all the time.' })
  forgetReader()
  const under = await openReader()
  expect(await search.keep({ now: new Date(Date.now() + 7 * 3_600_000) })).toEqual({ status: 'folded', papers: 1 })
  Object.assign((globalThis as { broadsheetIndex?: object }).broadsheetIndex ?? {}, {
    knownAt: Number.NEGATIVE_INFINITY,
  })
  const next = await openReader()
  expect(next?.state.version).toBeGreaterThan(under?.state.version ?? 0)
  expect(next?.fresh.has('2611.00020')).toBe(false)
  expect(under?.fresh.has('2611.00020')).toBe(true)
  await db().paper.delete({ where: { id: '2611.00020' } })
})

test('terms, their alternatives and their opposites hold', async () => {
  await aPaper({
    id: '2611.00005',
    title: 'Quokka and wombat',
    abstract: 'Marsupials compared.',
    categories: ['math.CO'],
  })
  forgetReader()
  expect(await fromIndex('quokka -wombat')).toEqual(['2611.00004'])
  expect(await fromIndex('quokka cat:math.CO')).toEqual(['2611.00005'])
  expect(await fromIndex('ti:wombats OR abs:disentangled')).toHaveLength(3)
  expect(await fromIndex('abs:quokka')).toEqual([])
  expect(await fromIndex('quokka au:nobody')).toEqual([])
})

test('votes count at once, in the order and as a condition', async () => {
  await aPaper({ id: '2611.00006', title: 'Numbat one', abstract: 'Same words.' })
  await aPaper({ id: '2611.00007', title: 'Numbat two', abstract: 'Same words.' })
  await db().paperStanding.update({ where: { paperId: '2611.00006' }, data: { votes: 12 } })
  forgetReader()
  expect(await fromIndex('numbat')).toEqual(['2611.00006', '2611.00007'])
  expect(await fromIndex('numbat votes:>10')).toEqual(['2611.00006'])
})

test('an index that was damaged, deleted or is of another form is noticed and made anew, and the database answers meanwhile', async () => {
  await search.keep({ anew: true })
  const { name } = await db().searchIndex.findFirstOrThrow()
  const data = join(search.folder, `${name}.lance`, 'data')
  for (const file of readdirSync(data)) writeFileSync(join(data, file), readFileSync(join(data, file)).subarray(0, 20))
  forgetReader()
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 6 })

  for (const name of readdirSync(search.folder)) rmSync(join(search.folder, name), { recursive: true })
  forgetReader()
  expect(await found('quokka')).toHaveLength(2)
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 6 })

  await db().searchIndex.update({ where: { id: 1 }, data: { form: 0 } })
  forgetReader()
  expect(await fromIndex('quokka')).toBe('no index')
  expect(await search.keep()).toMatchObject({ status: 'built', papers: 6 })
  forgetReader()
  expect(await fromIndex('quokka')).toHaveLength(2)
})

test('similar papers are worked out once, with the words that both share, and anew when a paper is reworded', async () => {
  const like = 'Wombat burrows in sandy soil keep quolls cool'
  await aPaper({ id: '2611.00010', title: like, abstract: 'We measure burrows of wombats in sandy soil.' })
  await aPaper({
    id: '2611.00011',
    title: 'Cool burrows',
    abstract: 'Sandy soil and the burrows of wombats, measured.',
  })
  await search.keep({ anew: true })
  forgetReader()
  const now = new Date()
  const { signal } = new AbortController()
  expect(await keepSimilar({ now, signal })).toBe(await db().paper.count())
  expect(await keepSimilar({ now, signal })).toBe(0)
  const [first] = await listSimilar('2611.00010')
  expect(first).toMatchObject({ paper: { id: '2611.00011' } })
  expect(first?.words).toEqual(expect.arrayContaining(['burrows', 'sandy']))
  await db().paper.update({ where: { id: '2611.00010' }, data: { title: 'Other', abstract: 'Other.' } })
  expect(await listSimilar('2611.00010')).toEqual([])
})

test('a family name finds all who bear it, and tells about how many papers that is where not all are read', async () => {
  const about = {
    title: 'A',
    abstract: 'B',
    categories: ['cs.LG'],
    submittedAt: new Date('2026-11-18T10:00:00Z'),
    votes: 0,
  }
  const authors = (at: number) => [at % 2 === 0 ? 'Wei Zhang' : 'Maria Zhang-Smith']
  await storePapers(
    Array.from({ length: 450 }, (_, at) => ({ ...about, id: `2611.${10_000 + at}`, authors: authors(at) })),
  )
  await search.keep({ anew: true })
  forgetReader()
  const totalOf = async (text: string) => {
    const answer = await searchIndex(parseQuery(text), { limit: 5 })
    return typeof answer === 'string' ? answer : answer.total
  }
  expect(await totalOf('Zhang')).toEqual({ papers: 225, isExact: false })
  expect(await totalOf('Zhang-Smith')).toEqual({ papers: 225, isExact: false })
  await db().paper.deleteMany({ where: { id: { gte: '2611.10050' } } })
  expect(await totalOf('Zhang-Smith')).toEqual({ papers: 25, isExact: true })
})
