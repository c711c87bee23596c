import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitMath } from '@/lib/papers/text/split-math'

const formulasOf = (text: string) => splitMath(text).flatMap((piece) => (piece.kind === 'math' ? [piece.tex] : []))

describe('money is no formula', () => {
  test.each([
    'a budget of $5 million and $10 million',
    'between $5 and $10',
    'costs $5-$10 per hour',
    'costs $5, $10 or $15',
    'from $1.5M to US$ 3M',
    'US$ 3 and US$ 4',
    'US$3.50 (AU$5)',
    'for $100 (retail) versus $200',
    'only $1,000',
    '100$ and 200$',
    'saves $2.1 billion a year, or $300 per user',
    'about $0.01/query versus $0.10/query',
    'it is 1.58 g/L, ~$0.79/m³ gross. It is the best, at only about $300/t',
    'lent $600 on November 28, 1851 for two years, and $660 later',
    '$1000、 $100',
    'between $1 million and 2 million$',
    '$/PR is down but $/session is up',
    'set $HOME and $PATH',
    'a single $ sign',
    String.raw`\$5 and \$10`,
    '$$',
    '$ $',
  ])('%s', (text) => {
    expect(formulasOf(text)).toEqual([])
  })
})

describe('formulas beside money, and without a partner', () => {
  test.each([
    ['costs $5 and improves $x$', ['x']],
    ['costs $5 million for $n$ samples and $m$ steps', ['n', 'm']],
    ['for $n$ samples at $5', ['n']],
    ['US$ 3 for $x^2$', ['x^2']],
    ['between $1 and $2^{n}$', ['2^{n}']],
    [String.raw`\$5 and $x$`, ['x']],
    ['energy $E=mc^2 and momentum $p$', ['p']],
    ['$E_{k} for all $k$', ['k']],
    ['$x$ and y$ and $z$', ['x', 'z']],
  ])('%s', (text, formulas) => {
    expect(formulasOf(text)).toEqual(formulas)
  })
})

describe('formulas', () => {
  test.each([
    ['$x$', ['x']],
    ['$ x $ and $ y $', ['x', 'y']],
    ['$5$ to $10$ percent', ['5', '10']],
    ['$5$-$10$', ['5', '10']],
    ['$5$--$10$', ['5', '10']],
    ['$3\\times$ to $5\\times$', ['3\\times', '5\\times']],
    ['H$_2$O and CO$_2$', ['_2', '_2']],
    ['$^{13}$C', ['^{13}']],
    ['an $O(n \\log n)$ bound', ['O(n \\log n)']],
    ['$a$$b$', ['a', 'b']],
    ['C$_{60}$, $100K$ samples, $n$th and $(a,b]$', ['_{60}', '100K', 'n', '(a,b]']],
    ['$a,b$,$c$', ['a,b', 'c']],
    ['$p < 0.05$, $n = 10$', ['p < 0.05', 'n = 10']],
    ['at $10 GeV$ and $13 TeV$', ['10 GeV', '13 TeV']],
    ['$$a$$ \\[b\\] \\(c\\) $d$', ['a', 'b', 'c', 'd']],
    ['$\\$5$', ['\\$5']],
    ['\\(a\\) \\( b', ['a']],
    ['$1$', ['1']],
    ['$f: X \\to Y$', ['f: X \\to Y']],
    ['$x = 1 \\text{ if and only if } y$', ['x = 1 \\text{ if and only if } y']],
  ])('%s', (text, formulas) => {
    expect(formulasOf(text)).toEqual(formulas)
  })

  test('a single dollar reaches no further than its paragraph', () => {
    expect(formulasOf('costs x$\n\ny$ and $z$')).toEqual(['z'])
  })
})

test('the pieces joined are the text', () => {
  const dollars = fc.string({
    unit: fc.constantFrom('$', '\\', '(', ')', '[', ']', 'a', ' ', '5', 'and ', '\n\n', '{', '}'),
  })
  fc.assert(
    fc.property(dollars, (text) => {
      const joined = splitMath(text).map((piece) => (piece.kind === 'math' ? piece.source : piece.text))
      expect(joined.join('')).toBe(text)
    }),
  )
})
