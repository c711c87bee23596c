import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Changes } from '@/lib/http/cache/changes'
import { PageCache } from '@/lib/http/cache/page-cache'
import type { PageKey } from '@/lib/http/cache/page-key'
import type { Rendered } from '@/lib/http/cache/render-alone'
import { Unkept } from '@/lib/http/cache/unkept'
import { SHARED_HEADER } from '@/lib/http/shared'
import { BusyError, Turnstile } from '@/lib/http/turnstile'

const front: PageKey = { url: '/', display: '', text: ' /' }
const keyOf = (url: string): PageKey => ({ url, display: '', text: ` ${url}` })

let now = 0
let renders = 0
/** What the application answers; each test puts its own there. */
let answer: (key: PageKey) => Promise<Rendered> | Rendered
let changes: Changes

const shared = (text: string, topics = 'papers', status = 200): Rendered => ({
  status,
  headers: { 'content-type': 'text/html', [SHARED_HEADER]: topics },
  body: text,
})

const aCache = (options: { maxBytes?: number; turnstile?: Turnstile } = {}) =>
  new PageCache({
    render: async (key) => {
      renders += 1
      return answer(key)
    },
    changes,
    turnstile: new Turnstile({ inFlight: 8, waiting: 8, patienceMs: 1_000 }),
    maxBytes: 1_000_000,
    nowMs: () => now,
    ...options,
  })

const read = async (cache: PageCache, key = front) => {
  const found = await cache.find(key)
  return found && `${found.served}: ${found.page.identity.bytes.toString()}`
}

beforeEach(() => {
  now = 0
  renders = 0
  changes = new Changes()
  answer = () => shared(`page ${renders}`)
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a page', () => {
  test('is made once and kept', async () => {
    const cache = aCache()
    expect([await read(cache), await read(cache), await read(cache)]).toEqual([
      'miss: page 1',
      'hit: page 1',
      'hit: page 1',
    ])
  })

  test('is made once for all who ask at the same time', async () => {
    const cache = aCache()
    const all = await Promise.all(Array.from({ length: 50 }, () => read(cache)))
    expect(new Set(all)).toEqual(new Set(['miss: page 1']))
    expect(renders).toBe(1)
  })

  test('is made again when what it shows changed, and only then', async () => {
    const cache = aCache()
    await read(cache)
    now += 2_000
    changes.note('votes digests paper:1')
    expect(await read(cache)).toBe('hit: page 1')
    changes.note('papers paper:1')
    expect(await read(cache)).toBe('miss: page 2')
  })

  test('is made again when it changed while it was being made', async () => {
    const cache = aCache()
    answer = () => {
      if (renders === 1) changes.note('papers')
      return shared(`page ${renders}`)
    }
    await read(cache)
    now += 2_000
    expect(await read(cache)).toBe('miss: page 2')
  })

  test('is made again after a minute, since it tells times, too', async () => {
    const cache = aCache()
    await read(cache)
    now += 61_000
    expect(await read(cache)).toBe('miss: page 2')
  })

  test('is made again at most once a second, however often its topics change', async () => {
    const cache = aCache()
    for (let i = 0; i < 500; i++) {
      changes.note('papers')
      await read(cache)
      now += 10
    }
    expect(renders).toBeLessThanOrEqual(6)
  })

  test('that says what is wrong is kept for seconds only', async () => {
    const cache = aCache()
    answer = () => shared(`nothing ${renders}`, 'papers', 404)
    await read(cache)
    now += 6_000
    expect(await read(cache)).toBe('miss: nothing 2')
  })
})

describe('the page before serves', () => {
  test('while the new one takes its time, which is made once', async () => {
    const cache = aCache()
    await read(cache)
    now += 2_000
    changes.note('papers')
    let finish = () => {}
    answer = () => new Promise((resolve) => (finish = () => resolve(shared('new'))))
    expect(await Promise.all([read(cache), read(cache), read(cache)])).toEqual(Array(3).fill('stale: page 1'))
    finish()
    await vi.waitFor(async () => expect(await read(cache)).toBe('hit: new'))
    expect(renders).toBe(2)
  })

  test('when the new one cannot be made: the application fails, or answers that the database is away', async () => {
    const cache = aCache()
    await read(cache)
    for (const fails of [() => Promise.reject(new Error('no')), () => ({ status: 503, headers: {}, body: '' })]) {
      now += 120_000
      answer = fails
      expect(await read(cache)).toBe('stale: page 1')
    }
  })

  test('when there is too much to do', async () => {
    const turnstile = new Turnstile({ inFlight: 1, waiting: 0, patienceMs: 1_000 })
    const cache = aCache({ turnstile })
    await read(cache)
    now += 2_000
    changes.note('papers')
    let free = () => {}
    const held = turnstile.pass(() => new Promise<void>((resolve) => (free = resolve)))
    expect(await read(cache)).toBe('stale: page 1')
    await expect(cache.find(keyOf('/papers/new'))).rejects.toThrow(BusyError)
    free()
    await held
  })

  test('but not to who comes after a long silence: they wait for the new one', async () => {
    const cache = aCache()
    await read(cache)
    now += 3_600_000
    changes.note('papers')
    answer = () => new Promise((resolve) => setTimeout(resolve, 150, shared('of today')))
    expect(await read(cache)).toBe('miss: of today')
  })
})

describe('who did something since a page was made', () => {
  test('waits for the new one, within the second and while an older one is being made', async () => {
    const cache = aCache()
    await read(cache)
    now += 2_000
    changes.note('papers')
    let finish = () => {}
    answer = () => new Promise((resolve) => (finish = () => resolve(shared('from before'))))
    const others = read(cache)
    now += 10
    changes.note('papers')
    const mine = cache.find(front, now)
    answer = () => shared('with what I did')
    finish()
    expect((await mine)?.page.identity.bytes.toString()).toBe('with what I did')
    expect(await others).not.toBe('hit: page 1')
    expect(renders).toBe(3)
  })

  test('gets the kept one where nothing of it changed, and where it was made since', async () => {
    const cache = aCache()
    await read(cache)
    now += 10
    expect((await cache.find(front, now))?.served).toBe('hit')
    changes.note('papers')
    expect((await cache.find(front, now))?.served).toBe('miss')
    now += 10
    changes.note('papers')
    expect((await cache.find(front, now - 10))?.served).toBe('stale')
  })

  test('gets the one before where the new one cannot be made', async () => {
    const cache = aCache()
    await read(cache)
    changes.note('papers')
    answer = () => Promise.reject(new Error('no'))
    now += 10
    expect((await cache.find(front, now))?.served).toBe('stale')
  })
})

describe('what is never kept', () => {
  test.each<[string, Rendered]>([
    ['a page that is not the same for everybody', { status: 200, headers: {}, body: 'yours' }],
    ['an answer that sets a cookie', { ...shared('x'), headers: { ...shared('x').headers, 'set-cookie': 'a=b' } }],
    ['a failure', shared('broken', 'papers', 500)],
  ])('%s', async (_name, rendered) => {
    const cache = aCache()
    answer = () => rendered
    expect(await read(cache)).toBeNull()
    expect(cache.size).toBe(0)
  })
})

describe('what may not be kept is not asked for in vain at each request', () => {
  test.each<[string, Rendered, number]>([
    ['a page that is not the same for everybody, for a minute', { ...shared('x'), headers: {} }, 60_000],
    ['a failure, for seconds', shared('broken', 'papers', 503), 5_000],
  ])('%s', async (_name, rendered, ms) => {
    const cache = aCache()
    answer = () => rendered
    for (const at of [0, 1, ms - 1]) {
      now = at
      expect(await read(cache)).toBeNull()
    }
    expect(renders).toBe(1)
    now = ms
    answer = () => shared(`page ${renders}`)
    expect(await read(cache)).toBe('miss: page 2')
    expect(await read(cache)).toBe('hit: page 2')
  })

  test('at many addresses either, which take no memory beyond bounds', () => {
    const unkept = new Unkept()
    for (let page = 0; page < 5_000; page++) unkept.note(`/${page}`, 1)
    const held = Array.from({ length: 5_000 }, (_, page) => unkept.has(`/${page}`, 0)).filter(Boolean).length
    expect([held <= 1_000, unkept.has('/4999', 0), unkept.has('/4999', 1)]).toEqual([true, true, false])
  })
})

test('memory is bounded: the page that was asked for longest ago makes room', async () => {
  const cache = aCache({ maxBytes: 200_000 })
  answer = ({ url }) => shared(`${url} ${'x'.repeat(1_000)}`)
  for (let page = 0; page < 200; page++) {
    await read(cache, keyOf(`/papers/${page}`))
    await read(cache, front)
  }
  expect(cache.bytes).toBeLessThanOrEqual(200_000)
  expect(cache.size).toBeGreaterThan(5)
  expect(await read(cache)).toMatch(/^hit/)
  expect(await read(cache, keyOf('/papers/0'))).toMatch(/^miss/)
})

test('changes that nobody could hear of count as changes of everything', async () => {
  const cache = aCache()
  answer = () => shared(`page ${renders}`, 'digests')
  await read(cache)
  now += 2_000
  changes.noteEverything()
  expect(await read(cache)).toBe('miss: page 2')
})

test('of very many papers at once every page of a paper is made again', () => {
  const { tick } = changes
  changes.note('papers paper:*')
  expect(changes.since(tick, ['paper:2406.01234'])).toBe(true)
  expect(changes.since(changes.tick, ['paper:2406.01234', 'papers'])).toBe(false)
})
