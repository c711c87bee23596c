import { expect, test } from 'vitest'
import { stripInternalHeaders } from '@/lib/http/internal-headers'

const stripped = (...names: string[]) => {
  const headers: Record<string, string> = Object.fromEntries(names.map((name) => [name, 'x']))
  const isForwarded = stripInternalHeaders(headers)
  return { left: Object.keys(headers), isForwarded }
}

test.each([
  'next-action',
  'next-router-state-tree',
  'next-router-prefetch',
  'next-url',
  'next-resume',
  'rsc',
  'x-middleware-subrequest',
  'x-nextjs-data',
  'x-next-resume-state-length',
  'x-invoke-path',
  'x-matched-path',
  'x-now-route-matches',
  'x-prerender-revalidate',
  'x-vercel-id',
  'x-broadsheet-peer',
  'x-http-method-override',
  'x-original-url',
  'x-rewrite-url',
  'upgrade',
  'http2-settings',
])('%s never reaches the framework', (name) => {
  expect(stripped(name, 'accept')).toEqual({ left: ['accept'], isForwarded: false })
})

test.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'])(
  '%s is dropped, and that it was there is told',
  (name) => {
    expect(stripped(name)).toEqual({ left: [], isForwarded: true })
  },
)

test('what browsers and feed readers send stays', () => {
  const names = ['host', 'cookie', 'accept', 'accept-language', 'content-type', 'origin', 'referer', 'user-agent']
  expect(stripped(...names, 'sec-fetch-site', 'if-none-match', 'upgrade-insecure-requests').left).toHaveLength(11)
})
