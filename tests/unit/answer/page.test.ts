import { expect, test } from 'vitest'
import { answerProblem, seeOther, wantsJson } from '@/app/_answer/page'

test('a browser is led on within this site only', () => {
  expect(seeOther('/papers/new#x', { 'set-cookie': 'a=b' }).headers.get('location')).toBe('/papers/new#x')
  for (const path of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '',
    'papers',
    '/a\r\nb',
  ])
    expect(() => seeOther(path)).toThrow('of this site')
})

test.each([
  ['/', 'text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['/', '*/*', false],
  ['/', 'application/json', true],
  ['/papers/2406.01234/vote', 'application/problem+json, application/json', true],
  ['/', 'text/html, application/json', false],
  ['/api/papers', '*/*', true],
  ['/papers/new.json', '*/*', true],
  ['/papers/new.json', 'text/html', false],
])('%s with %s is asked for as JSON: %s', (path, accept, expected) => {
  expect(wantsJson(new Request(`http://localhost${path}`, { headers: { accept } }))).toBe(expected)
})

test('a program gets the problem as RFC 9457 has it', async () => {
  const request = new Request('http://localhost/api/papers/x')
  const answer = await answerProblem(request, 404, 'Not here', 'Look elsewhere.')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    title: 'Not here',
    status: 404,
    detail: 'Look elsewhere.',
  })
})
