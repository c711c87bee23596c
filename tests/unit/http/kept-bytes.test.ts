import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { ByteStore } from '@/lib/http/cache/byte-store'
import { KeptPage } from '@/lib/http/cache/kept-page'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

function memory(): number {
  gc()
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const WORDS = 'we show that a simple method for sparse graphs converges under mild assumptions ∀ε'.split(' ')

/** A list of so many entries, each with a vote to give or take back, a mark and a number. */
const listOf = (entries: number, seed: number) =>
  Array.from({ length: entries }, (_, at) => {
    const id = `2611.${String((seed * 997 + at * 31) % 100_000).padStart(5, '0')}`
    const words = Array.from({ length: 120 }, (__, word) => WORDS[(seed * 7 + at * 13 + word * word) % WORDS.length])
    const form = (act: string) => `<form method="post" action="/papers/${id}/${act}"><button>${act}</button></form>`
    return `<article><h2>${words.slice(0, 9).join(' ')}</h2><p>${words.join(' ')} ${seed}</p>
      <x-personal mark="vote:${id}"><x-no>${form('vote')}</x-no><x-yes>${form('unvote')}</x-yes></x-personal>
      <x-personal mark="saved:${id}"><x-no>${form('save')}</x-no><x-yes>${form('unsave')}</x-yes></x-personal>
      <x-number of="votes:${id}">${at}</x-number></article>`
  }).join('')

async function everyForm(body: string): Promise<KeptPage> {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'x-broadsheet-shared': 'papers votes' }
  const page = new KeptPage({ status: 200, headers, body: body })
  await Promise.all([page.quickly('br'), page.quickly('gzip')])
  await page.compressWell()
  await page.compressBest()
  page.forReaders()
  while (!page.forReaders()) await setImmediate()
  return page
}

test.each([
  ['long lists', 50, 30],
  ['short pages', 1, 300],
])('kept pages take no more memory than is counted for them, and not much less: %s', async (_, entries, pages) => {
  const store = new ByteStore<KeptPage>(1_000_000_000)
  await everyForm(listOf(entries, 0))
  const before = memory()
  for (let page = 1; page <= pages; page += 1)
    store.set(`/categories/cs.LG?after=${page}`, await everyForm(listOf(entries, page)))
  const taken = memory() - before
  expect(taken).toBeLessThan(store.bytes * 1.05)
  expect(taken).toBeGreaterThan(store.bytes / 2)
})
