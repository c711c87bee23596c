import { describe, expect, test } from 'vitest'
import samples from '@/lib/ingest/sample-papers.json'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { prepareText, prepareTitle } from '@/lib/papers/text/prepare'
import { faultsOf } from './safe-markup'

describe('every title and abstract of the sample', () => {
  const prepared = samples.flatMap(({ title, abstract }) => [prepareTitle(title), prepareText(abstract)])

  test('renders all its formulas, in harmless markup', () => {
    for (const { html } of prepared) {
      expect(html).not.toContain('<code')
      expect(faultsOf(html)).toEqual([])
    }
  })

  test('reads without TeX where markup cannot go', () => {
    for (const { text } of prepared) expect(mathToReadable(text)).not.toMatch(/\$|\\[A-Za-z]/)
  })
})
