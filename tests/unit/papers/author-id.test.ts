import { expect, test } from 'vitest'
import { parseAuthorId } from '@/lib/papers/author-id'

test.each([
  ['0000-0002-1825-0097', 'orcid', '0000-0002-1825-0097'],
  ['https://orcid.org/0000-0002-1694-233x', 'orcid', '0000-0002-1694-233X'],
  ['warner_s_1', 'arxiv', 'warner_s_1'],
  ['https://arxiv.org/a/Warner_S_1', 'arxiv', 'warner_s_1'],
])('%s is an identifier in one spelling', (text, kind, id) => {
  expect(parseAuthorId(text)).toEqual({ kind, id })
})

test.each(['0000-0002-1825-0096', '0000-0002-1825', 'warner_s', 'warner_s_0', 'Simeon Warner', '', '../a/b_c_1'])(
  '%s is none',
  (text) => {
    expect(parseAuthorId(text)).toBeNull()
  },
)
