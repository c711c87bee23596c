import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAssets } from '@/lib/http/assets'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { rawRequest } from '../support/raw-http'
import { type RunningWeb, startWeb } from '../support/web'

const database = useTestDatabase()
let web: RunningWeb

beforeAll(async () => {
  for (let n = 0; n < 60; n++) await aPaper({ votes: n, announced: [{ day: '2026-11-20' }] })
  await aPaper({ id: 'hep-th/9901001', title: 'An old identifier', authors: ['Ada Lovelace'] })
  web = await startWeb({ DATABASE_URL: database.url })
})

afterAll(async () => {
  await web.stop()
})

const ask = (path: string, init?: RequestInit) => fetch(web.url + path, { redirect: 'manual', ...init })

/** Addresses of every kind of page, and those at which the framework would answer by itself. */
const PAGES: [path: string, status: number][] = [
  ['/', 200],
  ['/papers/new', 200],
  ['/papers/date/2026-11-20', 200],
  ['/papers/hep-th/9901001', 200],
  ['/categories/cs.LG', 200],
  ['/authors/Ada%20Lovelace', 200],
  ['/search?q=identifier', 200],
  ['/sign-in', 200],
  ['/about/privacy', 200],
  ['/papers/date/2026-13-99', 400],
  ['/papers/2611.99999', 404],
  ['/nothing/here', 404],
  ['/404', 404],
  ['/500', 404],
  ['/_error', 404],
  ['/_not-found', 404],
  ['/_next/static/chunks/x.js', 404],
  ['/_next/data/x/index.json', 404],
  ['/_next/image?url=%2Ffavicon.svg&w=64&q=75', 404],
]

describe('every page', () => {
  test.each(PAGES)(
    '%s leaves as a document: no framework script, no inline script or style, our policy',
    async (path, status) => {
      const answer = await ask(path)
      const page = await answer.text()
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      )
      expect([...answer.headers.keys()].filter((name) => /^x-(nextjs|powered)/.test(name))).toEqual([])
      expect(answer.headers.get('vary') ?? '').not.toMatch(/rsc|next-/i)

      expect(page).toMatch(/^<!doctype html><html lang="en">/)
      // JSON-LD is data: nothing that a browser runs.
      expect(page.match(/<script(?! type="application\/ld\+json")[^>]*>/g)).toEqual([
        `<script src="${path === '/sign-in' ? readAssets()?.door : readAssets()?.script}" async="" defer="">`,
      ])
      expect(page).not.toMatch(/_next\/|__next|self\.__|\$RC|\$ACTION|<template|<style| style="| on[a-z]+="|<\/?x-/)
      expect(page.match(/<(main|header|footer|h1)(?=[ >])/g)?.sort()).toContain('<h1')
    },
  )

  test.each(['rsc', 'next-action', 'next-router-prefetch', 'x-nextjs-data', 'x-middleware-subrequest'])(
    'is the same document when the header %s asks for something else',
    async (name) => {
      const [plain, steered] = [await ask('/papers/new'), await ask('/papers/new', { headers: { [name]: '1' } })]
      expect(steered.headers.get('content-type')).toBe(plain.headers.get('content-type'))
      expect(await steered.text()).toBe(await plain.text())
    },
  )
})

test('a Server Action finds nobody', async () => {
  const answer = await ask('/', { method: 'POST', headers: { 'next-action': '0'.repeat(40) }, body: '[]' })
  expect(answer.status).toBe(405)
})

test('a WebSocket is never opened, also not where the framework would', async () => {
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n'
  const answer = await rawRequest(Number(new URL(web.url).port), (socket) =>
    socket.end(`GET /_next/webpack-hmr HTTP/1.1\r\nHost: localhost\r\n${upgrade}`),
  )
  expect(answer.status).toBe(400)
})

test('the front page of fifty entries is light: style, script and page', async () => {
  const { style = '', script = '', door = '' } = readAssets() ?? {}
  expect(readFileSync(`public${door}`).byteLength).toBeLessThanOrEqual(2 * 1024)
  const page = Buffer.from(await (await ask('/')).arrayBuffer())
  const entries = page.toString().match(/<article class="entry"/g) ?? []
  const discovered = page.toString().match(/Nobody has voted on this yet/g) ?? []
  // Three of the fifty places are for papers without votes, of which this house has two.
  expect(discovered).toHaveLength(2)
  expect(entries).toHaveLength(50 - 3 + discovered.length)
  expect(readFileSync(`public${script}`).byteLength).toBeLessThanOrEqual(4 * 1024)
  expect(brotliCompressSync(readFileSync(`public${style}`)).byteLength).toBeLessThanOrEqual(6 * 1024)
  expect(brotliCompressSync(page).byteLength).toBeLessThanOrEqual(9 * 1024)
})

test('HEAD has what GET has, but the body', async () => {
  const answer = await ask('/papers/new', { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '',
  ])
})

test('it stops when asked, with status 0, and says no address on the way', async () => {
  const second = await startWeb({ DATABASE_URL: database.url })
  expect(await second.stop()).toBe(0)
  expect(second.output()).not.toContain('@')
})
