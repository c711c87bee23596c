import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUnseen, PAPERS_PER_MAIL } from '@/lib/digest/select'

const readers = ['ada', 'bob']
const papers = fc.uniqueArray(fc.integer({ min: 0, max: 200 }).map(String), { maxLength: 120 })
const sent = fc.array(
  fc.record({ readerId: fc.constantFrom(...readers), paperId: fc.integer({ min: 0, max: 200 }).map(String) }),
)

test('each reader gets the first papers of the list that they were not sent, however it is cut into pages', () => {
  fc.assert(
    fc.property(papers, sent, fc.integer({ min: 1, max: 40 }), (ids, sent, pageSize) => {
      const list = ids.map((id) => ({ id }))
      const byReader = new Map(readers.map((id) => [id, [] as { id: string }[]]))
      for (let at = 0; at < list.length; at += pageSize) addUnseen(byReader, list.slice(at, at + pageSize), sent)
      for (const [readerId, got] of byReader) {
        const had = new Set(sent.filter((row) => row.readerId === readerId).map(({ paperId }) => paperId))
        expect(got.map(({ id }) => id)).toEqual(ids.filter((id) => !had.has(id)).slice(0, PAPERS_PER_MAIL))
      }
    }),
  )
})
