import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { accessLog, pathForLog } from '@/lib/http/access-log'
import { Answer } from '@/lib/http/answer'

test('a line tells what was answered, and of nobody', () => {
  const lines: object[] = []
  const response = new Answer(new IncomingMessage(new Socket()))
  response.served = 'hit'
  response.end('four')
  const tell = accessLog({ info: (line: object) => void lines.push(line) } as Parameters<typeof accessLog>[0])
  tell({ method: 'GET', url: '/search?q=ada@example.org', response, ms: 1.234 })
  expect(lines).toEqual([{ method: 'GET', path: '/search', status: 200, bytes: 4, ms: 1.2, cache: 'hit' }])
})

test.each([
  ['/papers/2406.01234?after=x', '/papers/2406.01234'],
  ['/sign-in/link/secret-token', '/sign-in/link/…'],
  ['/subscriptions/unsubscribe/secret.token?x=y', '/subscriptions/…'],
  ['/mailbox/file.eml/html', '/mailbox/…'],
  ['//sign-in/link/secret-token', '/sign-in/link/…'],
  ['/sign-in/link%2Fsecret-token', '/sign-in/link/…'],
  ['/papers/../sign-in/%6Cink/secret%0Atoken', '/sign-in/link/…'],
  ['http://localhost/sign-in/link/secret-token', '…'],
  ['/sign-in/link/secret-token%', '…'],
])('%s stands in the log as %s', (url, path) => {
  expect(pathForLog(url)).toBe(path)
})
