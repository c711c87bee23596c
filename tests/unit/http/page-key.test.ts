import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PARAMETERS, pageKeyOf } from '@/lib/http/cache/page-key'

const keyOf = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  pageKeyOf({ method, url, headers })?.text ?? null

test('an address has one form, however it is written', () => {
  const key = keyOf('/search?in=cs.AI&in=cs.LG&q=a+b')
  for (const url of [
    '/search?q=a%20b&in=cs.LG&in=cs.AI',
    '//search?utm_source=x&q=a+b&in=cs.AI&in=cs.LG',
    '/papers/../search?in=cs.LG&q=a+b&in=cs.AI',
  ])
    expect(keyOf(url)).toBe(key)
})

test('of a parameter that is given twice the first counts, as it does for the pages', () => {
  expect(keyOf('/search?q=zebra&q=apple')).toBe(keyOf('/search?q=zebra'))
})

test('the looks are part of it, other cookies are not', () => {
  expect(keyOf('/', { cookie: 'broadsheet-session=x' })).toBe(keyOf('/'))
  expect(keyOf('/', { cookie: 'a=b; display=titles.dark' })).toBe(keyOf('/', { cookie: 'display=dark.titles' }))
  expect(keyOf('/', { cookie: 'display=dark' })).not.toBe(keyOf('/'))
})

test.each([
  ['/settings', 'GET'],
  ['/sign-in', 'GET'],
  ['/subscriptions/manage/token', 'GET'],
  ['/subscribe?view=/', 'GET'],
  ['/admin', 'GET'],
  ['/mailbox', 'GET'],
  ['/papers/2406.01234.png', 'GET'],
  ['/papers/2406.01234/vote', 'POST'],
  ['/papersx', 'GET'],
])('%s %s is never kept', (url, method) => {
  expect(keyOf(url, {}, method)).toBeNull()
})

test('what a program asks for by its Accept is not taken for the page', () => {
  expect(keyOf('/', { accept: 'application/json' })).toBeNull()
  expect(keyOf('/papers/new.json', { accept: 'application/json' })).not.toBeNull()
})

test('the form of an address is final, and the address of a page stays in the site', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
      const once = pageKeyOf({ method: 'GET', url: `/papers${path}?${query}`, headers: {} })
      if (once) expect(pageKeyOf({ method: 'GET', url: once.url, headers: {} })).toEqual(once)
    }),
  )
})

test('every parameter that a kept page reads is told apart', () => {
  const read = new Set<string>()
  for (const file of ['app', 'lib/views', 'lib/papers'].flatMap(sourcesIn)) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /\b(?:search|searchParams)(?:\.\w+\(|, )'(\w+)'\)/g,
    ))
      read.add(name)
  }
  // Read by forms, accounts and operators only, whose pages are never kept.
  for (const name of ['about', 'again', 'back', 'before', 'done', 'live', 'note', 'paper', 'view']) read.delete(name)
  expect(read.size).toBeGreaterThan(2)
  expect(PARAMETERS).toEqual(expect.arrayContaining([...read]))
})

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)
}
