import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { explainSearch } from '@/lib/search/explain-search'
import { parseQuery } from '@/lib/search/query/parse'
import { printQuery } from '@/lib/search/query/print'
import { countWords } from '@/lib/search/words/count-words'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'

useTestDatabase()

const explained = (typed: string, ids: string[] = []) => explainSearch(parseQuery(typed), ids)
const meant = async (typed: string) => {
  const query = (await explained(typed)).meant
  return query && printQuery(query)
}
const papersOf = async (word: string) => (await db().corpusWord.findUnique({ where: { word } }))?.papers ?? 0

beforeAll(async () => {
  for (let i = 0; i < 30; i++)
    await aPaper({
      id: `2401.${String(i + 1).padStart(5, '0')}`,
      title: 'Neural networks',
      abstract: 'Networks with the Poincaré ball, $normalization$.',
    })
  await aPaper({
    id: '2502.00001',
    title: 'Variational netwroks',
    abstract: 'Hallucination. https://github.com/example/code',
    categories: ['cs.LG', 'stat.ML'],
    listedAt: new Date('2025-03-01T01:00:00Z'),
  })
})

test('each paper is counted once, by however many workers', async () => {
  await Promise.all([countWords(), countWords()])
  await countWords()
  expect(await Promise.all(['networks', 'poincare', 'variational', 'normalization'].map(papersOf))).toEqual([
    30, 30, 1, 0,
  ])
  await aPaper({ id: '2502.00002', title: 'Poincaré', abstract: 'A variational ball.' })
  expect(await countWords()).toBe(1)
  expect(await Promise.all(['poincare', 'variational'].map(papersOf))).toEqual([31, 2])
})

test.each([
  ['neural netwroks', 'neural networks'],
  ['nural "poincre ball"', 'neural "poincare ball"'],
  ['ti:variatoinal -survey cat:cs.LG', 'ti:variational cat:cs.LG -survey'],
  ['halucinations', 'hallucination'],
  ['halucinations nueral netwoorkss', 'hallucination neural networks'],
  ['neural networks', null],
  ['variational', null],
  // Another form of a word is found as it is, and is no correction of it.
  ['network', null],
  ['networkes', null],
  ['network variatoinal', 'network variational'],
  // Nobody means a word that is not looked for.
  ['wich networks', null],
  ['日本語 xyz', null],
  ['au:netwroks', null],
])('%s: meant was %s', async (typed, expected) => {
  expect(await meant(typed)).toBe(expected)
})

test('where nothing is found, the nearest are told, with what kept them out', async () => {
  const { nearest } = await explained('hallucination cat:hep-th')
  expect(nearest).toMatchObject({ without: 'cat:hep-th', ids: ['2502.00001'], total: { papers: 1 } })
  expect((await explained('variational networks sort:newest date:1999')).nearest?.without).toBe('date:1999 sort:newest')
  expect((await explained('halucination')).nearest).toMatchObject({ without: null, ids: ['2502.00001'] })
  expect((await explained('zzzzzz')).nearest).toBeNull()
})

test('what is found parts by category, year and code', async () => {
  const { facets } = await explained('neural', ['2401.00001', '2401.00002', '2502.00001'])
  expect(facets).toEqual({
    categories: [
      { value: 'cs.LG', papers: 3 },
      { value: 'stat.ML', papers: 1 },
    ],
    years: [
      { value: '2026', papers: 2 },
      { value: '2025', papers: 1 },
    ],
    withCode: 1,
  })
})

test('words that are a name lead to its author', async () => {
  expect((await explained('ada LOVELACE')).author).toBe('ada LOVELACE')
  expect((await explained('lovelace networks')).author).toBeNull()
})
