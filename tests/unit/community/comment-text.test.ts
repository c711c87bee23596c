import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_COMMENT_CHARS, readableComment, readComment } from '@/lib/community/comments/comment-text'
import { sanitizeComment } from '@/lib/community/comments/sanitize-comment'
import { MATHML_TAGS } from './mathml-tags'

const htmlOf = (typed: string) => readComment(typed).text?.html

describe('a comment', () => {
  test.each([
    ['plain words', '<p>plain words</p>\n'],
    ['*a* **b** `c`', '<p><em>a</em> <strong>b</strong> <code>c</code></p>\n'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n'],
    ['3. a', '<ol start="3">\n<li>a</li>\n</ol>\n'],
    ['```js onload=x\na  b\n```', '<pre><code>a  b\n</code></pre>\n'],
    [
      'see https://a.example/x?y=1',
      '<p>see <a href="https://a.example/x?y=1" rel="nofollow ugc noopener">https://a.example/x?y=1</a></p>\n',
    ],
    ['[x](https://a.example "t")', '<p><a href="https://a.example" rel="nofollow ugc noopener">x</a></p>\n'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
    [
      '[x](data:text/html,x) [y](/sign-out) [z](//evil.example)',
      '<p>[x](data:text/html,x) [y](/sign-out) [z](//evil.example)</p>\n',
    ],
    ['![x](https://a.example/p.png)', '<p>!<a href="https://a.example/p.png" rel="nofollow ugc noopener">x</a></p>\n'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n'],
    ['# No heading', '<p># No heading</p>\n'],
    ['`$x$` costs', '<p><code>$x$</code> costs</p>\n'],
    ['a\u202eb\u200bc\u0000d', '<p>abcd</p>\n'],
  ])('%j', (typed, html) => {
    expect(htmlOf(typed)).toBe(html)
  })

  test('sets formulas as abstracts do, also beside Markdown, and never inside a tag', () => {
    expect(htmlOf('so **$x_i^2$** and $$a*b*c$$')).toMatch(
      /^<p>so <strong><math>.*<\/math><\/strong> and <math display="block">.*<\/math><\/p>\n$/,
    )
    expect(htmlOf('[x](https://a.example/$y$z)')).toContain('href="https://a.example/$y$z"')
    expect(readableComment('so $x_i^2$ **holds**')).toBe('so xᵢ² **holds**')
  })

  test('calls people by an @ before their name, once each, but not in code, links or mail addresses', () => {
    const typed = '@ada, (@Bob-2) @ada a@bob.example `@code` https://x.example/@eve @a @é @x_y'
    expect(readComment(typed).text?.mentions).toEqual(['ada', 'Bob-2'])
  })

  test('tells which hosts it links to', () => {
    expect(readComment('https://A.example/x [y](http://b.example:80/) https://a.example').text?.hosts).toEqual([
      'a.example',
      'b.example',
    ])
  })

  test.each([
    [
      'a megabyte',
      'x'.repeat(1_000_000),
      `A comment holds ${MAX_COMMENT_CHARS} characters at most; this one has 1000000.`,
    ],
    [
      'ten thousand mentions',
      '@ab '.repeat(10_000),
      `A comment holds ${MAX_COMMENT_CHARS} characters at most; this one has 40000.`,
    ],
    [
      'eleven mentions',
      Array.from({ length: 11 }, (_, at) => `@n${at}`).join(' '),
      'A comment calls 10 people at most; this one calls 11.',
    ],
    ['nothing to see', ' \u200b\n\t', 'There is nothing to read in it yet.'],
  ])('of %s is refused in a sentence', (_, typed, fault) => {
    expect(readComment(typed)).toEqual({ fault })
  })

  test('takes markup as deep as a comment can nest it', () => {
    for (const opener of ['>', '- ', '*', '[', '`', '(', '**_', '$$', '\\(', '{', '<', '![']) {
      const typed = opener.repeat(MAX_COMMENT_CHARS / opener.length)
      expect(readComment(`${typed} x`.slice(-MAX_COMMENT_CHARS)).text ?? readComment(typed).fault ?? 'x').toBeTruthy()
    }
  })
})

/** Tags and attributes of a comment; of MathML what lib/papers/text lets through. */
const OURS =
  /^<(?:\/?(?:p|em|strong|s|code|pre|blockquote|ul|ol|li)|br \/|\/a|ol start="\d+"|code class="tex"|a href="https?:\/\/[^"<>]*" rel="nofollow ugc noopener"|a rel="nofollow ugc noopener")>$/

function expectInert(html: string) {
  for (const [tag] of html.matchAll(/<[^>]*>?/g)) expect(OURS.test(tag) || MATHML_TAGS.test(tag) ? '' : tag).toBe('')
  expect(html).not.toMatch(/[\u{f0000}-\u{ffffd}\u202e]/u)
}

const SHARDS = [
  '<script>',
  '</p>',
  '<svg/onload=',
  'javascript:',
  '](',
  '[x',
  ')',
  '"',
  "'",
  '>',
  '&lt;',
  '&#106;',
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\href{javascript:x}{y}',
  '`',
  '```',
  '\n',
  '\n\n',
  '    ',
  '- ',
  '> ',
  '**',
  '@ada',
  'https://a.example/',
  '\u{f0000}',
  '\u202e',
  '<a href="',
  ' onclick="x"',
  '\\text{<img src=x>}',
  '![',
  '\u0000',
]

describe('hostile input', () => {
  test('is inert, whatever it is made of', () => {
    const hostile = fc.array(fc.oneof(fc.constantFrom(...SHARDS), fc.string({ maxLength: 6, unit: 'grapheme' })), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(hostile, (parts) => {
        const { text } = readComment(parts.join(''))
        if (text) expectInert(text.html)
        // Read once more, a source gives the same.
        if (text) expect(readComment(text.source).text).toEqual(text)
      }),
      { numRuns: 600 },
    )
  })

  test('is inert by the second lock alone', () => {
    const markup = fc.array(
      fc.oneof(
        fc.constantFrom(...SHARDS, '<p', '<a', ' href=', 'style=', '<math>', '<iframe src=x>', '<!--', '-->'),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(markup, (parts) => {
        for (const [tag] of sanitizeComment(parts.join('')).matchAll(/<[^>]*>?/g))
          expect(OURS.test(tag) ? '' : tag).toBe('')
      }),
      { numRuns: 600 },
    )
  })
})
