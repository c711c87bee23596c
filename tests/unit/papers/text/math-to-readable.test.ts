import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { prepareText } from '@/lib/papers/text/prepare'

describe('formulas in Unicode', () => {
  test.each([
    ['x^2', 'x²'],
    ['\\alpha_i', 'αᵢ'],
    ['10^{-3}', '10⁻³'],
    ['\\mathbb{R}^n', 'ℝⁿ'],
    ['\\mathcal{O}(n\\log n)', '𝒪(n log n)'],
    ['\\mathcal N=4', '𝒩=4'],
    ['\\mathfrak{g}', '𝔤'],
    ['\\sqrt{x+1}', '√(x+1)'],
    ['\\sqrt[3]{x}', '∛x'],
    ['\\frac{1}{2}', '1/2'],
    ['\\frac ab', 'a/b'],
    ['\\frac{a+b}{cd}', '(a+b)/(cd)'],
    ['x \\leq y', 'x ≤ y'],
    ['x\\in X', 'x ∈ X'],
    ['x \\not\\in X', 'x ∉ X'],
    ['f\\colon A\\to B', 'f: A → B'],
    ['\\infty', '∞'],
    ['x \\text{ if } y', 'x if y'],
    ['90^\\circ', '90°'],
    ['x_{\\text{max}}', 'xₘₐₓ'],
    ['x_{eff}', 'x_eff'],
    ['x_{i,j}', 'x_(i,j)'],
    ['x^{\\alpha}', 'x^α'],
    ['e^{i\\pi}', 'e^(iπ)'],
    ['x^{2^{n}}', 'x^(2ⁿ)'],
    ['\\hat{\\theta}_n', 'θ̂ₙ'],
    ['\\bar B^0', 'B̄⁰'],
    ['\\sum_{i=1}^n x_i', '∑ᵢ₌₁ⁿ xᵢ'],
    ['10\\,\\mathrm{km\\,s^{-1}}', '10 km s⁻¹'],
    ['5\\times', '5×'],
    ['5\\times10^{6}', '5 × 10⁶'],
    ['\\sim 10', '∼10'],
    ['\\pm 3', '±3'],
    ['a-b', 'a−b'],
    ['k\\text{-means}', 'k-means'],
    ["f''(x)", 'f″(x)'],
    ['\\{0,1\\}^n', '{0,1}ⁿ'],
    ['\\left(x\\right.', '(x'],
    ['{\\rm max}', 'max'],
    ['^{13}', '¹³'],
    ['_2', '₂'],
    ['50\\%', '50%'],
    ['a \\& b', 'a & b'],
    ['x^{\\max}', 'xᵐᵃˣ'],
    ['x_{\\rm eff}y', 'x_eff y'],
    ['\\ket{\\psi}', '|ψ⟩'],
    ['\\min_x f', 'minₓ f'],
  ])('%s', (tex, readable) => {
    expect(mathToReadable(`$${tex}$`)).toBe(readable)
    expect(mathToReadable(`so \\(${tex}\\) is`)).toBe(`so ${readable} is`)
  })
})

describe('what has no sure form stays TeX, without the dollars', () => {
  test.each([
    ['\\begin{pmatrix} a & b \\end{pmatrix}', '\\begin{pmatrix} a & b \\end{pmatrix}'],
    ['\\unknown{a}{\\beta}', '\\unknown{a}{β}'],
    ['\\overline{AB}', '\\overline{AB}'],
    ['}x{', 'x'],
  ])('%s', (tex, readable) => {
    expect(mathToReadable(`$${tex}$`)).toBe(readable)
  })
})

test('words, money and paragraphs are left alone', () => {
  const text = "It's “plain” – for $5 or $10.\n\nA {set} of -1 and a_b^c."
  expect(mathToReadable(text)).toBe(text)
  expect(mathToReadable('the variable \\$x\\$')).toBe('the variable $x$')
})

test('text without dollars and backslashes is never changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/[$\\]/.test(text))
      expect(mathToReadable(text)).toBe(text)
    }),
  )
})

const texUnit = fc.constantFrom(
  ...[
    '$',
    '{',
    '}',
    '^',
    '_',
    'x',
    '1',
    ' ',
    '-',
    "'",
    '(',
    '\\',
    '\\alpha',
    '\\frac',
    '\\sqrt',
    '\\hat',
    '\\mathbb',
    '\\to',
    '\\log',
  ],
  ...['\\text', '\\left', '\\not', '\\foo', '\\\\', '\\(', '\\)', '$$', '&', '\\,', '\\begin{x}', '\\binom', '\\pm'],
)

test('any TeX gives a text of bounded length', () => {
  fc.assert(
    fc.property(fc.string({ unit: texUnit, maxLength: 200 }), (source) => {
      const { text } = prepareText(source)
      const formulas = text.split(/[$]|\\[([]/).length
      expect(mathToReadable(text).length).toBeLessThanOrEqual(2 * text.length + 16 * formulas)
    }),
    { numRuns: 500 },
  )
})

test('100 kB of TeX is no trouble', () => {
  for (const unit of [
    '$',
    '$x',
    '{',
    '\\frac',
    '\\sqrt',
    '$\\hat',
    '^',
    '_',
    '\\(',
    '$a$',
    '\\left',
    '\\text{',
    '$x^{',
  ]) {
    const started = performance.now()
    mathToReadable(unit.repeat(100_000 / unit.length))
    mathToReadable(`$${unit.repeat(100_000 / unit.length)}$`)
    expect(performance.now() - started).toBeLessThan(1000)
  }
})
