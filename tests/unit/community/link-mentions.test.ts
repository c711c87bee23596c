import { expect, test } from 'vitest'
import { linkMentions, mentionKeys } from '@/lib/community/comments/link-mentions'
import { renderComment } from '@/lib/community/comments/render-comment'

const NAMES = new Map([...mentionKeys('@ann-bell @bob')].map((key, at) => [key, ['ann-bell', 'bob'][at] ?? '']))
const linked = (source: string) => linkMentions(renderComment(source).html, NAMES)

test('who is called and goes by that name is a link to their page, in any spelling that looks alike', () => {
  expect(linked('Ask @Ann-Bell, *@bob*.')).toBe(
    '<p>Ask <a href="/people/ann-bell">@Ann-Bell</a>, <em><a href="/people/bob">@bob</a></em>.</p>\n',
  )
})

test('nobody is a link who is not here, and nothing in code, formulas, links or addresses', () => {
  for (const source of [
    '@carol',
    'ann@bob.example',
    '`@bob`',
    '```\n@bob\n```',
    '[to @bob](https://example.org)',
    '$@bob$',
    '<b title="@bob">',
  ])
    if (source.startsWith('<')) expect(linked(source)).toContain('&lt;b title="<a href="/people/bob">@bob</a>"&gt;')
    else expect(linked(source)).toBe(renderComment(source).html)
})
