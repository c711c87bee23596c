import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareText, prepareTitle } from '@/lib/papers/text/prepare'
import { faultsOf } from './safe-markup'

describe('hostile sources come out as harmless markup', () => {
  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '<img src=x onerror=alert(1)>'],
    ['the end of a CDATA section', ']]><script>alert(1)</script>'],
    ['an entity', '&lt;script&gt;&#x3c;script&#x3e;&bogus;'],
    ['markup in a formula', '$<script>alert(1)</script>$'],
    ['markup in text in a formula', '$\\text{<img src=x onerror=alert(1)>}$'],
    ['an annotation that ends early', '$x</annotation></semantics></math><script>$'],
    ['a link out of a formula', '$\\href{javascript:alert(1)}{x}$ $\\url{javascript:alert(1)}$'],
    ['a link out of the text', '\\href{javascript:alert(1)}{x}'],
    ['an image', '$\\includegraphics[height=1em]{https://example.org/x.png}$'],
    ['HTML extensions', '$\\htmlData{a=b}{x} \\htmlStyle{color:red}{x} \\htmlClass{c}{x} \\htmlId{i}{x}$'],
    ['broken HTML attributes', '$\\htmlData{"><script>alert(1)</script>=b}{x}$'],
    ['colours', '$\\color{red}x \\colorbox{black}{y} \\textcolor{#0bad00}{z}$'],
    ['a giant rule', '$\\rule{1000em}{1000em}$'],
    ['a giant kern', '$\\kern1000em x \\hspace{1000em} \\mkern-1000mu$'],
    ['a recursive macro', '$\\def\\a{\\a\\a}\\a$'],
    ['macros that double', '$\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b}\\c\\c\\c$'],
    ['Unicode scripts', `$x${'⁰¹²³'.repeat(100)}$`],
    ['a character by number', '$\\unicode{x202e} \\char"202e \\char"3C script$'],
    ['text turned around', '\u202ecod.exe $\u202ex$'],
    ['unbalanced dollars', '$$$ $x$$ $ $$ \\( \\] $y'],
    ['unbalanced braces', '}}}{{{ $}{$ ${{$ \\emph{ \\textbf{a'],
    ['commands without arguments', "\\emph \\' \\c \\href \\href{ \\cite[ $\\frac$ $\\sqrt[$ $^$ \\"],
    [
      'rows and tables',
      '$\\begin{array}{cc}a&b\\\\c&d\\end{array}$ $\\begin{cases}a\\end{cases}$ $\\cancel{x}\\boxed{y}$',
    ],
  ])('%s', (_what, source) => {
    for (const { text, html } of [prepareText(source), prepareTitle(source), prepareText(`$${source}$`)]) {
      expect(faultsOf(html)).toEqual([])
      expect(text).not.toMatch(/\p{Cf}|\p{Cs}|(?!\n)\p{Cc}/u)
      // U+2061 is MathML's invisible operator that applies a function.
      expect(html).not.toMatch(/(?!\u2061)\p{Cf}|\p{Cs}|(?!\n)\p{Cc}/u)
    }
  })
})

test('a definition in one formula or paper reaches no other', () => {
  const first = prepareText('$\\gdef\\alpha{HACKED}\\global\\def\\beta{HACKED}$ $\\alpha\\beta$')
  const second = prepareText('$\\alpha\\beta$')
  expect(first.html).toContain('<mi>α</mi><mi>β</mi>')
  expect(second.html).toContain('<mi>α</mi><mi>β</mi>')
})

test('no formula is wider, or reaches further back, than ten em and two em', () => {
  const { html } = prepareText(
    '$\\rule{1000em}{1000em}$ $\\kern-9em\\kern-9em x$ $\\hspace{9000em}$ $\\raisebox{99em}{x}$',
  )
  const lengths = [...html.matchAll(/="(-?[\d.]+)em"/g)].map(([, length]) => Number(length))
  expect(lengths.length).toBeGreaterThan(0)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(10)
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(-2)
})

test("KaTeX's messages are never shown", () => {
  const { html } = prepareText('$\\foo{<b>}$ $x^^2$ $\\frac{1}$ $\\begin{nope}\\end{nope}$')
  expect(html).not.toMatch(/parse|error|undefined|expected|position/i)
})

test('a text with endless formulas shows the later ones as source', () => {
  const { html } = prepareText('$x$ '.repeat(3000))
  expect(html.match(/<math>/g)).toHaveLength(500)
  expect(html).toContain('<code class="tex">x</code>')
})

describe('100 kB of anything takes less than a second', () => {
  const units = [
    ...[
      '{',
      '}',
      '$',
      '$$',
      '\\',
      '\\(',
      '\\[',
      '$x$',
      '$5 ',
      '<',
      '&',
      '-',
      '~',
      '`',
      "'",
      '\n ',
      ' ',
      'a',
      '\u0301',
      '\u202e',
    ],
    ...[
      "\\'",
      "\\'{",
      '\\c',
      '\\emph{',
      '{\\bf ',
      '\\href{',
      '\\href{}{',
      '\\cite[',
      '\\url{',
      '{}',
      '{a}',
      'a~',
      '``',
      '--',
    ],
    ...[
      '$\\frac{',
      '${',
      '$\\sqrt{',
      '$x^{',
      '$\\left(',
      '$\\text{',
      '\\$',
      '$\\',
      '://',
      'http://a--',
      "`a'",
      '`a',
      '\ud800',
    ],
    ...[
      '$\\begin{array}{c}',
      '$\\rule{9em}{9em}$',
      '\\textbf',
      '\\{',
      '\\}',
      '\\\\',
      'é',
      '$^{',
      '\\unknown{',
      '[',
      '\\label{',
    ],
  ]
  test.each(units)('%j', (unit) => {
    const source = unit.repeat(100_000 / unit.length)
    const started = performance.now()
    const { text, html } = prepareText(source)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(text.length).toBeLessThanOrEqual(10_000)
    expect(faultsOf(html)).toEqual([])
  })

  test('10,000 nested braces, in words and in a formula', () => {
    const nested = `${'{'.repeat(10_000)}x${'}'.repeat(10_000)}`
    expect(prepareText(`${nested} and $${nested}$`).text.length).toBeLessThanOrEqual(10_000)
    expect(faultsOf(prepareText(`$${'{'.repeat(900)}x${'}'.repeat(900)}$`).html)).toEqual([])
  })
})

const texUnit = fc.oneof(
  fc.constantFrom(
    ...[
      '$',
      '$$',
      '{',
      '}',
      '\\',
      ' ',
      'a',
      'e',
      'x',
      '5',
      '-',
      '--',
      '~',
      '`',
      "'",
      '"',
      '\n  ',
      '^',
      '_',
      '%',
      '&',
      '<',
      '>',
      '(',
      ')',
    ],
    ...[
      '\\(',
      '\\)',
      '\\[',
      '\\]',
      '\\$',
      '\\{',
      '\\}',
      "\\'",
      '\\"',
      '\\c',
      '\\v',
      '\\ss',
      '\\o',
      '\\emph',
      '\\bf',
      'mph',
      '\\href',
    ],
    ...[
      '\\frac',
      '\\alpha',
      '\\text',
      '\\rule{1em}{1em}',
      '\\kern',
      '9em',
      '\\color{red}',
      '\\htmlData',
      '\\def',
      'and ',
      'US',
      '{}',
    ],
    ...[
      '\\left',
      '\\right',
      '\\cite',
      '\\url',
      '://',
      '\u202e',
      '\u200b',
      '\u0301',
      '\ue000',
      '\u{f0000}',
      '\ud800',
      '<script>',
      ']]>',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const texSource = fc.array(texUnit, { maxLength: 40, size: 'max' }).map((units) => units.join(''))

test('whatever the source, the markup is harmless and the text is clean', () => {
  fc.assert(
    fc.property(texSource, (source) => {
      const { text, html } = prepareText(source)
      expect(faultsOf(html)).toEqual([])
      expect(text).not.toMatch(/\p{Cf}|\p{Cs}|\p{Co}|(?!\n)\p{Cc}/u)
      expect(text).toBe(text.normalize('NFC').trim())
      expect(prepareTitle(source).text).not.toContain('\n')
    }),
    { numRuns: 1500 },
  )
})

test('preparing a prepared text changes nothing', () => {
  fc.assert(
    fc.property(texSource, (source) => {
      const prepared = prepareText(source)
      expect(prepareText(prepared.text)).toEqual(prepared)
      const title = prepareTitle(source)
      expect(prepareTitle(title.text)).toEqual(title)
    }),
    { numRuns: 1500 },
  )
})

test('formulas put into harmless words come out in the same order', () => {
  const formula = fc.constantFrom('$x^2$', '\\(a<b\\)', '$$\\sum_i$$', '\\[\\alpha\\]', '$\\frac{1}{2}$')
  const words = fc.constantFrom('the ', 'and', ' of', 'Erd\\H{o}s ', '50\\% ', '{\\bf bold} ', 'a--b ')
  fc.assert(
    fc.property(fc.array(fc.tuple(words, formula)), (pairs) => {
      const { text, html } = prepareText(pairs.flat().join(' '))
      const found = text.match(/\$\$.*?\$\$|\$.*?\$|\\\(.*?\\\)|\\\[.*?\\\]/g) ?? []
      expect(found).toEqual(pairs.map(([, source]) => source))
      expect(html.match(/<math/g) ?? []).toHaveLength(pairs.length)
      expect(faultsOf(html)).toEqual([])
    }),
  )
})
