import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { postedFrom } from '@/app/_answer/posted'

const ask = (accept: string) =>
  postedFrom('/settings#feeds')(new Request('http://localhost/x', { headers: { accept } }))

test('whoever opens an address that only takes posts is led to its form; a program is told', async () => {
  const page = await ask('text/html')
  expect([page.status, page.headers.get('location')]).toEqual([303, '/settings#feeds'])
  const problem = await ask('application/json')
  expect([problem.status, problem.headers.get('allow')]).toEqual([405, 'POST'])
  expect(await problem.json()).toMatchObject({ title: 'That is posted', detail: 'Its form is at /settings#feeds.' })
})

test('every address answers a GET', () => {
  const routes = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\/?route\.tsx?$/.test(file),
  )
  expect(routes.length).toBeGreaterThan(100)
  expect(routes.filter((file) => !/\bGET\b/.test(readFileSync(`app/${file}`, 'utf8')))).toEqual([])
})
