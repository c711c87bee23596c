import { expect, test, vi } from 'vitest'
import { BusyError, Turnstile } from '@/lib/http/turnstile'

/** Work that ends when it is told to. */
function work() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end, run: vi.fn(() => ended) }
}

test('so many at a time, the others in their order', async () => {
  const turnstile = new Turnstile({ inFlight: 2, waiting: 5, patienceMs: 1_000 })
  const works = [work(), work(), work(), work()]
  const all = works.map(({ run }) => turnstile.pass(run))
  expect(works.map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 0, 0])
  works[1]?.end()
  await all[1]
  await vi.waitFor(() => expect(works.map(({ run }) => run.mock.calls.length)).toEqual([1, 1, 1, 0]))
  for (const { end } of works) end()
  await Promise.all(all)
  expect(turnstile.inFlight).toBe(0)
})

test('more than may wait are turned away at once', async () => {
  const turnstile = new Turnstile({ inFlight: 1, waiting: 1, patienceMs: 1_000 })
  const [first, second] = [work(), work()]
  const all = [turnstile.pass(first.run), turnstile.pass(second.run)]
  await expect(turnstile.pass(() => Promise.resolve())).rejects.toThrow(BusyError)
  first.end()
  second.end()
  await Promise.all(all)
})

test('who would come too late is turned away, and nothing is done for them', async () => {
  const turnstile = new Turnstile({ inFlight: 1, waiting: 5, patienceMs: 10 })
  const [first, second] = [work(), work()]
  const one = turnstile.pass(first.run)
  await expect(turnstile.pass(second.run)).rejects.toThrow(BusyError)
  first.end()
  await one
  expect(second.run).not.toHaveBeenCalled()
  await expect(turnstile.pass(() => Promise.resolve('free again'))).resolves.toBe('free again')
})

test('work that fails gives its place back', async () => {
  const turnstile = new Turnstile({ inFlight: 1, waiting: 0, patienceMs: 0 })
  for (let i = 0; i < 3; i++)
    await expect(turnstile.pass(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(turnstile.inFlight).toBe(0)
})
