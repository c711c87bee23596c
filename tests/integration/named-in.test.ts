import { beforeAll, describe, expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { asked } from '@/lib/database/prepared'
import { idsNamedIn, isName } from '@/lib/papers/written-by'
import { explainSearch } from '@/lib/search/explain-search'
import { parseQuery } from '@/lib/search/query/parse'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'

useTestDatabase()

const AUTHORS = {
  '2611.00001': ['Ezequiel López-Rubio'],
  '2611.00002': ['Francesco D’Eramo', "Brian O'Neill"],
  '2611.00003': ['Jan van der Berg'],
  '2611.00004': ['Eric P. Xing', 'Christopher M. Poskitt'],
  '2611.00005': ['Ana García', 'Eric Berg'],
}
beforeAll(async () => {
  for (const [id, authors] of Object.entries(AUTHORS)) await aPaper({ id, authors, title: 'Gaia', abstract: 'Gaia.' })
})

const namedIn = async (text: string) => {
  const ids = idsNamedIn(text.split(' ').filter(Boolean))
  const rows = await asked<{ id: string }>(Prisma.sql`select distinct paper_id as id from (${ids}) named order by 1`)
  return rows.map(({ id }) => id.slice(-1)).join('')
}

describe('words that are a name find what its bearer wrote', () => {
  test.each([
    ['a family name with a hyphen', 'Lopez-Rubio', '1'],
    ['its last part alone', 'Rubio', '1'],
    ['with an apostrophe, however it is typed', "D'Eramo", '2'],
    ['of an apostrophe and a capital', 'O’Neill', '2'],
    ['of several words', 'van der Berg', '3'],
    ['the last of them finds all who end so', 'Berg', '35'],
    ['first and last name, an initial between them left out', 'Christopher Poskitt', '4'],
    ['among other words', 'models by Eric Xing today', '4'],
    ['without accents', 'garcia', '5'],
    ['in full', 'Eric P. Xing', '4'],
    ['a first word that is no particle is a given name', 'Anna Berg', ''],
    ['nobody’s', 'Deep Learning', ''],
    ['nothing', '', ''],
  ])('%s: %s', async (_what, text, ids) => {
    expect(await namedIn(text)).toBe(ids)
  })

  test('and are not taken for misspelt ones', async () => {
    expect(await isName(['Garcia'])).toBe(true)
    expect(await isName(['Gacia'])).toBe(false)
    expect((await explainSearch(parseQuery('van der Berg'), ['2611.00003'])).meant).toBeNull()
  })
})
