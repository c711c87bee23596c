import { brotliDecompressSync } from 'node:zlib'
import { beforeEach, expect, test, vi } from 'vitest'
import { KeptPage } from '@/lib/http/cache/kept-page'
import { ReaderPage } from '@/lib/http/reader/reader-page'
import { SHARED_HEADER } from '@/lib/http/shared'

const zlib = vi.hoisted(() => ({ brotliCompress: vi.fn() }))
vi.mock('node:zlib', async (original) => ({ ...(await original<typeof import('node:zlib')>()), ...zlib }))

const pageOf = (text: string) =>
  new KeptPage({
    status: 200,
    headers: { 'content-type': 'text/html', [SHARED_HEADER]: 'papers' },
    body: text,
  })
const choice = (yes: string) => `<x-personal mark="vote:1"><x-no>no</x-no><x-yes>${yes}</x-yes></x-personal>`

beforeEach(() => {
  vi.restoreAllMocks()
  zlib.brotliCompress.mockReset()
  zlib.brotliCompress.mockImplementation((_bytes: Buffer, _options: object, done: (error: Error) => void) =>
    done(new Error('no memory')),
  )
})

test('a page that cannot be compressed well is served compressed in a hurry', async () => {
  const page = pageOf('x'.repeat(2_000))
  await page.compressWell()
  expect(page.br).toBeNull()
  expect((page.ready('br, gzip') ?? (await page.quickly('br, gzip'))).encoding).toBe('gzip')
})

test('a page that is asked for often and does not change is made as small as can be, once, and says the same', async () => {
  const { brotliCompress } = await vi.importActual<typeof import('node:zlib')>('node:zlib')
  zlib.brotliCompress.mockImplementation(brotliCompress)
  const text = Array.from({ length: 3_000 }, (_, at) => `word${(at * at) % 997} `).join('')
  const page = pageOf(text)
  await page.compressWell()
  const well = page.br?.bytes.byteLength ?? 0
  for (let times = 0; times < 25; times++) page.askedAgain(9_999)
  expect(zlib.brotliCompress).toHaveBeenCalledOnce()
  page.askedAgain(10_000)
  await page.compressBest()
  expect(zlib.brotliCompress).toHaveBeenCalledTimes(2)
  expect(page.br?.bytes.byteLength).toBeLessThan(well)
  expect(brotliDecompressSync(page.br?.bytes ?? '').toString()).toBe(text)
})

test('a page that is asked for a second time, or that cannot be made smaller still, is kept as it was made', async () => {
  const { brotliCompress } = await vi.importActual<typeof import('node:zlib')>('node:zlib')
  zlib.brotliCompress.mockImplementationOnce(brotliCompress)
  const page = pageOf('x'.repeat(2_000))
  await page.compressWell()
  const well = page.br
  page.askedAgain(10_000)
  expect(zlib.brotliCompress).toHaveBeenCalledOnce()
  await page.compressBest()
  expect(zlib.brotliCompress).toHaveBeenCalledTimes(2)
  expect(page.br).toBe(well)
})

test('a page that cannot be made ready for readers goes without', async () => {
  const make = vi.spyOn(ReaderPage, 'make').mockRejectedValue(new Error('no memory'))
  const page = pageOf(choice('yes'))
  for (let n = 0; n < 2; n++) expect(page.forReaders()).toBeNull()
  await expect(make.mock.results[0]?.value).rejects.toThrow('no memory')
  expect(page.forReaders()).toBeNull()
  expect(make).toHaveBeenCalledOnce()
})

test('a spot that is too long for a stored block is no reader’s end: their pages are put together each time', async () => {
  const page = pageOf(choice('y'.repeat(65_536)))
  await expect(ReaderPage.make(page.parts)).rejects.toThrow(RangeError)
  expect(page.forReaders()).toBeNull()
})
