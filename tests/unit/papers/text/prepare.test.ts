import { describe, expect, test } from 'vitest'
import { prepareText, prepareTitle } from '@/lib/papers/text/prepare'

const textOf = (source: string) => prepareText(source).text

describe('TeX accents and letters become Unicode', () => {
  test.each([
    [String.raw`\'e \'{e} {\'e} \'{\i} \'\i x`, 'é é é í íx'],
    [String.raw`Schr\"odinger, Schr\"{o}dinger, Schr{\"o}dinger`, 'Schrödinger, Schrödinger, Schrödinger'],
    [String.raw`Erd\H{o}s and Erd\H os`, 'Erdős and Erdős'],
    [String.raw`Fran\c{c}ois Fran\c cois`, 'François François'],
    [String.raw`Ho\v{r}ava, \v Cech, \v{S}koda`, 'Hořava, Čech, Škoda'],
    [String.raw`Wei\ss, Stra\ss e, Gau{\ss}`, 'Weiß, Straße, Gauß'],
    [String.raw`S\o ren, J\o{}rgensen, {\O}rsted`, 'Søren, Jørgensen, Ørsted'],
    [String.raw`{\L}ukasz, \L ukasz, Pawe\l`, 'Łukasz, Łukasz, Paweł'],
    [String.raw`\AA ngstr\"om, \aa, \r{a}, \r a, 5 \AA wide`, 'Ångström, å, å, å, 5 Å wide'],
    [String.raw`\AE{}sir, \ae, \oe uvre`, 'Æsir, æ, œuvre'],
    [String.raw`\={a} \=a \.{z} \.I \u{g} \k{e} \d{s} \b{d}`, 'ā ā ż İ ğ ę ṣ ḏ'],
    [String.raw`\'{\^e} \^{\'e} \d{\^a} \"{\'u}`, 'ế ế ậ ǘ'],
    [String.raw`\~n \~{n} \^o \'{c} \'N`, 'ñ ñ ô ć Ń'],
    [String.raw`Poincar\'e's, na\"ive, caf\'{e}`, 'Poincaré’s, naïve, café'.replace('’', "'")],
    [String.raw`{\it Schr\"{o}dinger}`, 'Schrödinger'],
    ['e\u0301', 'é'],
  ])('%s', (source, text) => {
    expect(textOf(source)).toBe(text)
    expect(prepareTitle(source).text).toBe(text)
  })
})

describe('what only looks like an accent stays', () => {
  test.each([
    [String.raw`\"Hello\" she said`, '"Hello" she said'],
    [String.raw`digits match \d+ and words \w`, String.raw`digits match \d+ and words \w`],
    [String.raw`a \unknown{thing} here`, String.raw`a \unknown{thing} here`],
    [String.raw`http://example.org/\~{}me`, 'http://example.org/~me'],
    ['a backslash at the end \\', 'a backslash at the end \\'],
  ])('%s', (source, text) => {
    expect(textOf(source)).toBe(text)
  })
})

describe('TeX punctuation and text macros become plain', () => {
  test.each([
    ['pages 2--3 --- and Kazhdan--Lusztig', 'pages 2–3 — and Kazhdan–Lusztig'],
    ["``quoted'' and `single'", '“quoted” and ‘single’'],
    ['the `code` of x', 'the `code` of x'],
    ['Fig.~3 by M.~Smith, at ~10 pc', 'Fig. 3 by M. Smith, at ~10 pc'],
    ['http://example.org/~me/a--b', 'http://example.org/~me/a--b'],
    ['run it with --verbose', 'run it with --verbose'],
    [String.raw`50\% of A\&B, snake\_case, \#1, \{a, b\}`, '50% of A&B, snake_case, #1, {a, b}'],
    [
      String.raw`\emph{one} \textit{two} \textbf{three} {\em four} {\bf five} \texttt{six}`,
      'one two three four five six',
    ],
    [String.raw`\emph{a \textbf{nested {\it one}}}`, 'a nested one'],
    [String.raw`\emph{the $x$ case} and {\bf $k$-means}`, 'the $x$ case and $k$-means'],
    [
      String.raw`see \url{https://example.org/a_b} or \href{https://example.org}{here}`,
      'see https://example.org/a_b or here',
    ],
    [String.raw`as in \cite{knuth84} and~\citep[p.~3]{lamport}`, 'as in [knuth84] and [lamport]'],
    ['{DNA} and {B}ayes, {{BERT}}, sets {0, 1} and 10^{-3}', 'DNA and Bayes, BERT, sets {0, 1} and 10^{-3}'],
    [String.raw`\LaTeX{} and \TeX, $5\,$ a\,b\\c`, String.raw`LaTeX and TeX, $5\,$ a b c`],
    [String.raw`the \beta-decay and 3 \pm 1, \ldots`, 'the β-decay and 3 ± 1, …'],
  ])('%s', (source, text) => {
    expect(textOf(source)).toBe(text)
  })
})

test('wrapped lines are joined, an indented line begins a paragraph', () => {
  const source = '  We show\nthat it\r\nworks.\n  Code is\nthere.\n\nReally. '
  expect(prepareText(source)).toEqual({
    text: 'We show that it works.\n\nCode is there.\n\nReally.',
    html: 'We show that it works.<br><br>Code is there.<br><br>Really.',
  })
  expect(prepareTitle('A title\n  that is wrapped')).toMatchObject({ text: 'A title that is wrapped' })
})

test('invisible, direction-changing and illegal characters are gone', () => {
  const source =
    'a\u202eb\u2066c\u200bd\ufefff\u0000g\u001bh\u00adi\ud800j\uffffk\u2028l\u0085m\ue000n\u{e0041}o\u{f0000}'
  expect(textOf(source)).toBe('abcdfghijk l mno')
})

test('marks are not piled up over other lines', () => {
  expect(textOf(`q${'\u0301'.repeat(50)}`)).toBe(`q${'\u0301'.repeat(4)}`)
})

describe('formulas are kept as TeX and rendered as MathML', () => {
  test.each([
    ['$x^2$', '<math><semantics><msup><mi>x</mi><mn>2</mn></msup>'],
    [String.raw`\(x^2\)`, '<math><semantics><msup><mi>x</mi><mn>2</mn></msup>'],
    ['$$x^2$$', '<math display="block"><semantics><msup>'],
    [String.raw`\[x^2\]`, '<math display="block"><semantics><msup>'],
    ['$a < b$', '<mo>&lt;</mo>'],
    [String.raw`$\mathbb{R}\mathcal{O}\mathbf{x}\boldsymbol{\theta}$`, '<mi>ℝ</mi><mi>𝒪</mi><mi>𝐱</mi><mi>𝜽</mi>'],
    [String.raw`$\mathrm{d}x$`, '<mi mathvariant="normal">d</mi>'],
    [String.raw`$n\log n$`, '<mi>n</mi><mi>\u2009log</mi><mo lspace="0em" rspace="0.1667em">\u2061</mo><mi>n</mi>'],
    [String.raw`$\log(n)$`, '<mi>log</mi><mo lspace="0em" rspace="0em">\u2061</mo><mo stretchy="false">(</mo>'],
    ['$50%$', '<mn>50</mn><mi mathvariant="normal">%</mi>'],
    [String.raw`$\mathbbm{1}$`, '<mn>𝟙</mn>'],
  ])('%s', (source, part) => {
    const { text, html } = prepareText(source)
    expect(text).toBe(source)
    expect(html.replaceAll('<mrow>', '').replaceAll('</mrow>', '')).toContain(part)
  })

  test('the source stays beside the MathML, escaped', () => {
    expect(prepareText('$a<b$').html).toContain('<annotation encoding="application/x-tex">a&lt;b</annotation>')
  })

  test('one that KaTeX does not take is shown as source, without its message', () => {
    expect(prepareText(String.raw`if $\frobnicate{x<1}$ then`).html).toBe(
      String.raw`if <code class="tex">\frobnicate{x&lt;1}</code> then`,
    )
  })

  test('accents, dashes and tildes inside are left to the formula', () => {
    expect(textOf(String.raw`$\~a--b~\'e$`)).toBe(String.raw`$\~a--b~\'e$`)
  })
})

test('an escaped dollar is a dollar, and stays escaped only where a bare one would make a formula', () => {
  expect(prepareText(String.raw`it costs \$5 and \$10`)).toEqual({
    text: 'it costs $5 and $10',
    html: 'it costs $5 and $10',
  })
  expect(prepareText(String.raw`the variable \$x\$`)).toEqual({
    text: String.raw`the variable \$x\$`,
    html: 'the variable $x$',
  })
})

describe('a text that is too long is cut', () => {
  test('between words, with an ellipsis', () => {
    const { text } = prepareTitle('word '.repeat(200))
    expect(text).toMatch(/word…$/)
    expect(text.length).toBeLessThanOrEqual(500)
  })

  test('never within a formula', () => {
    for (let padding = 480; padding < 500; padding += 1) {
      const { text } = prepareTitle(`${'a'.repeat(padding)} $x_{1} + y$ and more`)
      expect([text.includes('$x_{1} + y$'), text.includes('$')].every(Boolean) || !text.includes('$')).toBe(true)
    }
  })

  test('never within a surrogate pair', () => {
    expect(prepareTitle(`a${'𝕏'.repeat(400)}`).text.isWellFormed()).toBe(true)
    expect(prepareTitle('𝕏'.repeat(400)).text.isWellFormed()).toBe(true)
  })

  test('at 10,000 characters', () => {
    expect(textOf('lorem ipsum '.repeat(5000)).length).toBeLessThanOrEqual(10_000)
  })
})
