import fc from 'fast-check'
import { expect, test } from 'vitest'
import { archiveOf, circlesOf, type Trace } from '@/lib/papers/author-circles'

const aTrace = (primaryCategory: string, ...coAuthors: string[]): Trace => ({ primaryCategory, coAuthors })

test('papers of one archive hang together, and those that share a co-author', () => {
  const papers = [
    aTrace('math.NT', 'ada'),
    aTrace('math.AG'),
    aTrace('hep-th', 'ada'),
    aTrace('cs.CV', 'bob'),
    aTrace('cs.LG', 'eve'),
    aTrace('math.NT', 'tom'),
  ]
  expect(circlesOf(papers).map(({ archives, papers: own }) => [archives, own.length])).toEqual([
    [['math', 'hep-th'], 4],
    [['cs'], 2],
  ])
})

const archive = fc.constantFrom('math.NT', 'math.AG', 'cs.LG', 'hep-th', 'quant-ph')
const trace = fc.tuple(archive, fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 2 }))

test('every paper is in one circle, and no archive or co-author in two', () => {
  fc.assert(
    fc.property(fc.array(trace, { maxLength: 12 }), (all) => {
      const circles = circlesOf(all.map(([category, coAuthors]) => aTrace(category, ...coAuthors)))
      expect(circles.flatMap(({ papers }) => papers)).toHaveLength(all.length)
      for (const tie of ['archive', 'coAuthor'] as const) {
        const each = circles.map(({ papers }) => [
          ...new Set(
            papers.flatMap((paper) => (tie === 'archive' ? archiveOf(paper.primaryCategory) : paper.coAuthors)),
          ),
        ])
        expect(new Set(each.flat()).size).toBe(each.flat().length)
      }
    }),
  )
})
