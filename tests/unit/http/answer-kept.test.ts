import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { Answer } from '@/lib/http/answer'
import { answerKept } from '@/lib/http/answer-kept'
import { Changes } from '@/lib/http/cache/changes'
import { PageCache } from '@/lib/http/cache/page-cache'
import { ReaderAnswers } from '@/lib/http/cache/reader-answers'
import { RecentActs } from '@/lib/http/recent-acts'
import { SHARED_HEADER } from '@/lib/http/shared'
import { Turnstile } from '@/lib/http/turnstile'

const front = { url: '/', display: '', text: ' /' }
const page = {
  status: 200,
  headers: { 'content-type': 'text/html', [SHARED_HEADER]: 'papers' },
  body: '<p><x-personal mark="vote:1"><x-no>no</x-no><x-yes>yes</x-yes></x-personal>',
}

/** What a signed-in reader gets when their marks cannot be read, and what is told of it. */
async function whenMarksFail(error: Error) {
  const cache = new PageCache({
    render: async () => page,
    changes: new Changes(),
    turnstile: new Turnstile({ inFlight: 1, waiting: 1, patienceMs: 1_000 }),
    maxBytes: 100_000,
    nowMs: () => 0,
  })
  const [onError, response] = [vi.fn(), new Answer(new IncomingMessage(new Socket()))]
  const acts = new RecentActs(() => 0)
  const pages = { cache, answers: new ReaderAnswers(10_000), acts, marksOf: () => Promise.reject(error), onError }
  await answerKept(pages, front, { cookie: 'session=x' }, response)
  return { told: onError.mock.calls, status: response.statusCode, bytes: response.bodyBytes }
}

const gone = (fields: object, message = 'gone') => Object.assign(new Error(message), fields)

test.each<[string, Error]>([
  ['refuses connections', gone({ code: 'ECONNREFUSED' })],
  ['is shut down', gone({ code: '57P01' })],
  ['breaks off', gone({}, 'Connection terminated unexpectedly')],
])('a reader gets the page of everybody, without a word, while the database %s', async (_name, error) => {
  expect(await whenMarksFail(error)).toEqual({ told: [], status: 200, bytes: 5 })
})

test('a fault of ours is told, and the reader gets the page of everybody all the same', async () => {
  const fault = gone({ code: '42703' }, 'column "mark" does not exist')
  expect(await whenMarksFail(fault)).toEqual({ told: [[fault]], status: 200, bytes: 5 })
})
