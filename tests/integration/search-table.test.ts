import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asData } from '@/lib/search/index/as-data'
import { type OpenLance, openLance } from '@/lib/search/index/lance'
import { indexPapersTable, makePapersTable } from '@/lib/search/index/make-table'
import { packRanked } from '@/lib/search/index/word-codes'
import { useSearchFolder } from '@/tests/support/search-index'

const { folder } = useSearchFolder({ url: 'not asked' })

const aRow = (id: string) => ({
  id,
  text: 'quokka',
  ranked: packRanked(id, ['quokka'], []),
  categories: ['cs.LG'],
  listed: 0,
  submitted: 0,
  code: false,
})

test('however many pieces an index was filled in, its papers lie in one file, so that taking many costs one look', async () => {
  const open = (await openLance()) as OpenLance
  const files = () => readdirSync(join(folder, 'papers_pieces.lance', 'data'))
  const table = await makePapersTable(open, 'papers_pieces')
  const ids = ['2611.00001', '2611.00002', '2611.00003', '2611.00004']
  for (const id of ids) await table.add(asData([aRow(id)]))
  expect(files()).toHaveLength(4)
  await indexPapersTable(open, table)
  expect(files()).toHaveLength(1)
  const asked = table.query().fullTextSearch(new open.lance.MatchQuery('quokka', 'text'))
  const found = await asked.select(['id', '_score']).toArray()
  expect(found.map(({ id }) => id).sort()).toEqual(ids)
})
