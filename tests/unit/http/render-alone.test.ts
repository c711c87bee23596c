import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Handle, renderAlone } from '@/lib/http/cache/render-alone'

const front = { url: '/', display: '', text: ' /' }
const ask = (handle: Handle) => renderAlone(handle, front, 'localhost')

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test('an answer is there as soon as it has ended, even when the handler has more to do', async () => {
  const handle: Handle = (_request, response) => {
    response.statusCode = 404
    response.write('not ')
    response.end('here')
    return new Promise(() => {})
  }
  const { status, body } = await ask(handle)
  expect([status, body.toString()]).toEqual([404, 'not here'])
  expect(vi.getTimerCount()).toBe(0)
})

test.each<[string, Handle, string]>([
  ['fails', () => Promise.reject(new Error('broken')), 'broken'],
  ['leaves without an end', async (_request, response) => void response.write('half'), 'without an answer'],
  [
    'breaks off half-way',
    (_request, response) => {
      response.write('half')
      response.destroy(new Error('the body failed'))
      return new Promise(() => {})
    },
    'the body failed',
  ],
])('whoever waits is told when the handler %s', async (_name, handle, told) => {
  await expect(ask(handle)).rejects.toThrow(told)
  expect(vi.getTimerCount()).toBe(0)
})

test('a handler that never ends is given up, and told so', async () => {
  const onClose = vi.fn()
  const handle: Handle = (_request, response) => {
    response.once('close', onClose)
    return new Promise(() => {})
  }
  const asked = expect(ask(handle)).rejects.toThrow('in time')
  await vi.advanceTimersByTimeAsync(30_000)
  await asked
  expect(onClose).toHaveBeenCalledOnce()
})
