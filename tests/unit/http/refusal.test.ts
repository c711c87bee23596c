import { expect, test } from 'vitest'
import { renderRefusal } from '@/lib/http/refusal'

const refusal = { status: 413, title: 'That is too much', detail: 'A form here holds at most 32 KB.' }

test('a person gets a page without script, a program a problem document', () => {
  const page = renderRefusal(refusal, { accept: 'text/html,*/*', style: '/assets/style.css' })
  expect(page.type).toBe('text/html; charset=utf-8')
  expect(page.body).toContain('<h1>That is too much</h1>')
  expect(page.body).not.toContain('<script')

  const problem = renderRefusal(refusal, { accept: 'application/json' })
  expect(problem.type).toBe('application/problem+json')
  expect(JSON.parse(problem.body)).toEqual({ type: 'about:blank', ...refusal })
})
