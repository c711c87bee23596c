import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '@/lib/personal/words'

describe('the words of a paper', () => {
  test('are those that tell what it is about, and pairs of neighbours', () => {
    expect(wordsOf({ title: 'We show that Diffusion Models sample', abstract: '' })).toEqual([
      'diffusion',
      'model',
      'diffusion model',
      'sample',
      'model sample',
    ])
  })

  test('leave out formulas, accents and numbers, and no pair reaches over a gap', () => {
    const words = wordsOf({
      title: 'Poincaré maps of $\\alpha$ flows',
      abstract: 'In 2024 \\emph{networks}: geometries',
    })
    expect(words).toContain('poincare')
    expect(words).toContain('geometry')
    expect(words).not.toContain('map flow')
    expect(words).not.toContain('alpha')
    expect(words).not.toContain('emph')
  })

  test('are none twice and at most 600, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4000 }), (abstract) => {
        const words = wordsOf({ title: abstract.slice(0, 50), abstract })
        expect(new Set(words).size).toBe(words.length)
        expect(words.length).toBeLessThanOrEqual(600)
      }),
    )
  })
})
