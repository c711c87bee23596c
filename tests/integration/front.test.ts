import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFront } from '@/lib/http/front'
import { listen, stopServer } from '@/lib/http/listen'
import { readPublicFiles } from '@/lib/http/public-files'
import { Turnstile } from '@/lib/http/turnstile'
import { aPublicFolder } from '../support/public-folder'
import { rawRequest } from '../support/raw-http'

const folder = aPublicFolder({
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/style-abc.css': 'a{color:red}'.repeat(100),
  'notes.secret': 'not of a public type',
})
const errors: unknown[] = []
/** What stands behind the front; each test puts its own there. */
let behind: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void
/** Asked when an act is done. */
let everybodyHeard: () => Promise<void>
let server: Server
let port: number

beforeAll(async () => {
  const files = readPublicFiles(folder.path)
  server = createFront({
    handle: async (request, response) => behind(request, response),
    everybodyHeard: () => everybodyHeard(),
    baseUrl: 'https://papers.example.org',
    isLocal: false,
    trustProxy: 1,
    turnstile: new Turnstile({ inFlight: 8, waiting: 8, patienceMs: 1_000 }),
    publicFiles: () => files,
    style: '/assets/style-abc.css',
    onError: (error) => errors.push(error),
  })
  port = await listen(server, { host: '127.0.0.1', port: 0 })
})

beforeEach(() => {
  errors.length = 0
  everybodyHeard = () => Promise.resolve()
  behind = (_request, response) => void response.setHeader('content-type', 'text/html').end('<p>a page</p>')
})

afterAll(async () => {
  await stopServer(server)
  folder.remove()
})

const ask = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })

describe('what leaves', () => {
  test('carries the policy and its companions, page, file and refusal alike', async () => {
    for (const answer of [
      await ask('/'),
      await ask('/favicon.svg'),
      await ask('/', { method: 'DELETE' }),
      await ask('/healthz'),
    ]) {
      expect(answer.headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      )
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(answer.headers.get('permissions-policy')).toContain('camera=()')
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
      expect(answer.headers.has('x-powered-by')).toBe(false)
    }
  })

  test('keeps the policy that its handler gave', async () => {
    behind = (_request, response) => void response.setHeader('content-security-policy', 'sandbox').end('a mail')
    expect((await ask('/')).headers.get('content-security-policy')).toBe('sandbox')
  })

  test('tells nothing of the framework', async () => {
    behind = (_request, response) => {
      response.setHeader('vary', 'rsc, next-router-state-tree, Accept').setHeader('x-nextjs-cache', 'HIT').end('a page')
    }
    const { headers } = await ask('/')
    expect(headers.get('vary')).toBe('Accept')
    expect([...headers.keys()].filter((name) => /next/.test(name))).toEqual([])
  })

  test('is never a page that the framework made', async () => {
    behind = (_request, response) => {
      response.statusCode = 404
      response
        .setHeader('x-nextjs-prerender', '1')
        .setHeader('content-type', 'text/html')
        .setHeader('content-length', 31)
      response.end('<script>self.__next_f=[]</script>')
    }
    const answer = await ask('/')
    const page = await answer.text()
    expect(answer.status).toBe(404)
    expect(page).toContain('Nothing lives at this address')
    expect(page).not.toContain('<script')
  })

  test('is a plain page when a handler breaks, and nothing of the reason', async () => {
    behind = () => {
      throw new Error('the password of ada@example.org')
    }
    const answer = await ask('/')
    const page = await answer.text()
    expect(answer.status).toBe(500)
    expect(page).toContain('Something broke here')
    expect(page).not.toMatch(/password|ada@|at .*\.ts/)
    expect(errors).toHaveLength(1)
  })

  test('has its headers and no body for HEAD', async () => {
    const answer = await ask('/', { method: 'HEAD' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    expect(answer.headers.has('content-security-policy')).toBe(true)
  })
})

describe('what comes in', () => {
  test('brings no header that steers the framework, and the client’s address from the proxy that is trusted', async () => {
    let seen: IncomingMessage['headers'] = {}
    behind = (request, response) => {
      seen = request.headers
      response.end()
    }
    await ask('/', {
      headers: {
        'next-action': 'x',
        rsc: '1',
        'x-middleware-subrequest': 'middleware',
        'x-broadsheet-peer': '10.0.0.1',
        'x-forwarded-for': '10.0.0.1, 203.0.113.7',
        'x-forwarded-host': 'elsewhere.example',
        accept: 'text/html',
      },
    })
    expect(
      Object.keys(seen)
        .filter((name) => /^(next|rsc|x-)/.test(name))
        .sort(),
    ).toEqual(['x-broadsheet-forwarded', 'x-broadsheet-peer'])
    expect(seen['x-broadsheet-peer']).toBe('203.0.113.7')
    expect(seen.accept).toBe('text/html')
  })

  test.each([
    ['a foreign origin', { origin: 'https://elsewhere.example' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('is not changed by %s', async (_name, headers, status) => {
    const answer = await ask('/subscribe', { method: 'POST', headers, body: 'x' })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain('<h1>')
  })

  test('is answered with a problem document when JSON is asked for', async () => {
    const answer = await ask('/x', { method: 'POST', headers: { origin: 'null', accept: 'application/json' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 403 })
  })

  test('is refused when it is too long: address, headers, body', async () => {
    expect((await ask(`/${'a'.repeat(5000)}`)).status).toBe(414)
    expect((await ask('/', { headers: { cookie: 'a'.repeat(20_000) } })).status).toBe(431)
    expect((await ask('/', { method: 'POST', body: 'a'.repeat(65 * 1024) })).status).toBe(413)
  })

  test('is refused while it arrives when nobody knew beforehand how long it would get', async () => {
    let read = 0
    behind = async (request, response) => {
      for await (const chunk of request) read += chunk.length
      response.end('read it all')
    }
    const answer = await rawRequest(port, (socket) => {
      socket.write('POST /subscribe HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
      const chunk = `1000\r\n${'a'.repeat(0x1000)}\r\n`
      for (let sent = 0; sent < 40; sent++) socket.write(chunk)
      socket.write('0\r\n\r\n')
    })
    expect(answer.status).toBe(413)
    expect(read).toBeLessThanOrEqual(64 * 1024)
  })

  test.each([
    ['an absolute address', 'GET http://elsewhere.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a tunnel', 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n', 405],
    ['a trace', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
    [
      'a WebSocket',
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n',
      400,
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('is not %s', async (_name, bytes, status) => {
    expect((await rawRequest(port, (socket) => socket.end(bytes))).status).toBe(status)
  })

  test('is let go when its headers take too long', async () => {
    const slow = createFrontWithHeadersTimeout(200)
    const slowPort = await listen(slow, { host: '127.0.0.1', port: 0 })
    const answer = await rawRequest(slowPort, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    expect(answer.status).toBe(408)
    await stopServer(slow)
  }, 15_000)
})

describe('an act', () => {
  const origin = { origin: 'https://papers.example.org' }

  test('is answered when everybody heard of it, and nothing else waits for that', async () => {
    const steps: string[] = []
    let [heard, isAsked] = [() => {}, false]
    everybodyHeard = () =>
      new Promise((resolve) => {
        heard = resolve
        isAsked = true
      })
    behind = (_request, response) => void response.writeHead(303, { location: '/' }).end(() => steps.push('left'))
    const answer = ask('/papers/2406.01234/vote', { method: 'POST', headers: origin })
    await expect.poll(() => isAsked).toBe(true)
    behind = (_request, response) => void response.end('a page')
    expect(await (await ask('/papers/new')).text()).toBe('a page')
    expect(steps).toEqual([])
    heard()
    expect((await answer).status).toBe(303)
    expect(steps).toEqual(['left'])
  })

  test('that failed is told like that, too', async () => {
    behind = () => Promise.reject(new Error('broken'))
    expect((await ask('/papers/2406.01234/vote', { method: 'POST', headers: origin })).status).toBe(500)
    expect(errors).toHaveLength(1)
  })
})

test('behind a proxy, connections are kept longer than proxies keep theirs', async () => {
  expect((await ask('/')).headers.get('keep-alive')).toBe('timeout=75')
})

describe('files', () => {
  test('are served compressed, those with a hash for ever', async () => {
    const style = await ask('/assets/style-abc.css', { headers: { 'accept-encoding': 'br' } })
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(style.headers.get('content-encoding')).toBe('br')
    expect(style.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await style.text()).toContain('a{color:red}')
    expect((await ask('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=86400')
  })

  test('of no public type, and those outside of the folder, are not there', async () => {
    behind = (_request, response) => void response.writeHead(404).end()
    expect((await ask('/notes.secret')).status).toBe(404)
    expect(
      (await rawRequest(port, 'GET /../../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).status,
    ).toBe(404)
  })
})

test('health is told without asking anything behind the front', async () => {
  behind = () => {
    throw new Error('asked')
  }
  const answer = await ask('/healthz')
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n'])
})

test('a port that is taken is told in one sentence', async () => {
  const second = createFrontWithHeadersTimeout(1000)
  await expect(listen(second, { host: '127.0.0.1', port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken by another program; PORT takes another one.`,
  )
})

test('an answer under way ends before the front is closed', async () => {
  const stopping = createFrontWithHeadersTimeout(1000)
  const stoppingPort = await listen(stopping, { host: '127.0.0.1', port: 0 })
  let finish = () => {}
  const started = new Promise<void>((isStarted) => {
    behind = (_request, response) => {
      finish = () => response.end('the whole page')
      isStarted()
    }
  })
  const answer = fetch(`http://127.0.0.1:${stoppingPort}/`)
  await started
  const stopped = stopServer(stopping)
  finish()
  expect(await (await answer).text()).toBe('the whole page')
  await stopped
})

function createFrontWithHeadersTimeout(timeoutMs: number): Server {
  const front = createFront({
    handle: async (request, response) => behind(request, response),
    baseUrl: 'http://localhost:3000',
    isLocal: true,
    trustProxy: 0,
    turnstile: new Turnstile({ inFlight: 8, waiting: 8, patienceMs: 1_000 }),
    publicFiles: () => new Map(),
    onError: (error) => errors.push(error),
  })
  front.headersTimeout = timeoutMs
  return front
}
