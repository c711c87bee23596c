import { expect, test } from 'vitest'
import { GET } from '@/app/search/route'

test.each([
  ['math.CA/0611800', '/papers/math/0611800'],
  ['https://www.arxiv.org/pdf/hep-th/9901001v2.pdf', '/papers/hep-th/9901001'],
  ['(arXiv:2406.01234v3 [cs.LG]).', '/papers/2406.01234'],
  ['10.48550/arXiv.2406.01234', '/papers/2406.01234'],
])('whoever types %s into the search box is led to the paper', async (typed, to) => {
  const answer = await GET(new Request(`http://localhost:3000/search?${new URLSearchParams({ q: typed })}`))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, to])
})
