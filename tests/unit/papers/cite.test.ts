import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bibtex } from '@/lib/papers/cite/bibtex'
import { markdown } from '@/lib/papers/cite/markdown'
import { ris } from '@/lib/papers/cite/ris'
import type { PaperRecord } from '@/lib/papers/find-paper'

const aRecord = (over: Partial<PaperRecord> = {}): PaperRecord => ({
  id: '2611.01234',
  version: 2,
  title: 'Bounds for $x^2$ in Erdős graphs',
  titleSource: 'Bounds for $x^2$ in Erd\\H{o}s graphs',
  titleHtml: '',
  abstract: 'We show a_b.\n\nAnd more.',
  abstractSource: '',
  abstractHtml: '',
  authors: ['Émilie du Châtelet', 'R&D Collaboration'],
  categories: ['math.CO', 'cs.DM'],
  primaryCategory: 'math.CO',
  comments: '12 pages',
  doi: '10.1000/x',
  journalRef: null,
  license: null,
  submittedAt: new Date('2026-11-18T10:00:00Z'),
  updatedAt: null,
  announcedAt: null,
  firstSeenAt: new Date('2026-11-20T08:00:00Z'),
  withdrawn: false,
  sample: false,
  votes: 3,
  announcements: [],
  ...over,
})

test('signs that stop LaTeX between formulas are escaped in a BibTeX title, and those of its TeX are not', () => {
  const title = bibtex(aRecord({ titleSource: 'AT&T, R\\&D: 50% of a_b for $x_1 \\& y$ in \\textbf{C#}' })).split(
    '\n',
  )[1]
  expect(title).toBe('  title = {{AT\\&T, R\\&D: 50\\% of a\\_b for $x_1 \\& y$ in \\textbf{C\\#}}},')
})

test('BibTeX cites a preprint as arXiv asks, TeX source and all', () => {
  expect(bibtex(aRecord())).toBe(
    `@misc{chatelet2026_2611_01234,
  title = {{Bounds for $x^2$ in Erd\\H{o}s graphs}},
  author = {Émilie du Châtelet and R\\&D Collaboration},
  year = {2026},
  eprint = {2611.01234},
  archivePrefix = {arXiv},
  primaryClass = {math.CO},
  doi = {10.1000/x},
  url = {https://arxiv.org/abs/2611.01234},
}
`.replace('2611.01234},\n}', '2611.01234}\n}'),
  )
})

test('no title, name or reference leaves a brace open in BibTeX', () => {
  const text = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
  fc.assert(
    fc.property(text, fc.array(text), text, (titleSource, authors, journalRef) => {
      let depth = 0
      for (const sign of bibtex(aRecord({ titleSource, authors, journalRef }))) {
        if (sign === '{') depth += 1
        if (sign === '}') depth -= 1
        expect(depth).toBeGreaterThanOrEqual(0) // BibTeX counts braces, escaped or not
      }
      expect(depth).toBe(0)
    }),
  )
})

test('RIS has one field a line, whatever the text holds', () => {
  const lines = ris(aRecord({ title: 'A\r\nER  - \nTY  - JOUR' })).split('\r\n')
  expect(lines[0]).toBe('TY  - UNPB')
  expect(lines.filter((line) => line.startsWith('ER'))).toEqual(['ER  - '])
  expect(lines).toContain('TI  - A ER - TY - JOUR')
  expect(lines).toContain('AU  - Émilie du Châtelet')
})

test('Markdown keeps math and escapes what would be markup', () => {
  const text = markdown(aRecord({ title: 'On *stars* and $a_b$' }))
  expect(text).toContain('# On \\*stars\\* and $a_b$\n')
  expect(text).toContain('We show a\\_b.\n\nAnd more.')
  expect(text).toContain('- Votes: 3\n')
})
