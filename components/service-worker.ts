/// <reference lib="webworker" />
import { clientsClaim, skipWaiting } from 'workbox-core'
import type { WorkboxPlugin } from 'workbox-core/types'
import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies'
import { isAct } from './service-worker/act-paths'
import { actOrKeep, forgetKeptActs, sendKeptActs } from './service-worker/kept-acts'
import { isForEverybody, isKeptPage, shelfOf, withNotice } from './service-worker/kept-pages'

/**
 * Lets the last lists and the papers that were opened be read without a network. The network always comes first; what stands
 * in for it says so on the page. Keeps no page of a signed-in reader but as everybody gets it; signing out empties what was kept
 * before. Votes and marks that a page could not send wait, and go when there is a network again.
 */
declare const self: ServiceWorkerGlobalScope
/** Put in by the build: style and script, whose names carry a hash. */
declare const ASSETS: string[]

const OFFLINE = '/offline'
/** On a slow network a kept page, marked as such, is better than none. */
const PATIENCE_SECONDS = 5
const CACHES = { lists: 'lists-1', papers: 'papers-1', assets: 'assets-1' }

const honest: WorkboxPlugin = {
  /** Whole pages for everybody: no redirects, which are no pages, and nothing that outlives a session. */
  async cacheWillUpdate({ request, response }) {
    if (response.status !== 200) return null
    return isForEverybody(await response.clone().text()) ? response : asEverybody(request.url)
  },
  async cachedResponseWillBeUsed({ cachedResponse }) {
    if (!cachedResponse) return null
    const html = withNotice(await cachedResponse.text(), cachedResponse.headers.get('date'))
    return new Response(html, { status: cachedResponse.status, headers: plainHeaders(cachedResponse.headers) })
  },
  handlerDidError: () => caches.match(OFFLINE),
}

/** The same page as somebody gets it who is not signed in; null where there is none. */
async function asEverybody(url: string): Promise<Response | null> {
  const asked = fetch(url, { credentials: 'omit', redirect: 'manual', headers: { accept: 'text/html' } })
  const response = await asked.catch(() => null)
  return response?.status === 200 && isForEverybody(await response.clone().text()) ? response : null
}

const shelf = (cacheName: string, maxEntries: number) =>
  new NetworkFirst({
    cacheName,
    networkTimeoutSeconds: PATIENCE_SECONDS,
    matchOptions: { ignoreVary: true },
    plugins: [honest, new ExpirationPlugin({ maxEntries })],
  })
const shelves = { lists: shelf(CACHES.lists, 40), papers: shelf(CACHES.papers, 200) }

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === 'navigate' && isKeptPage(url.pathname),
  async (options) => {
    // First what waits, so that the page shows it; what cannot be sent goes on waiting.
    await sendKeptActs().catch(() => {})
    return shelves[shelfOf(options.url.pathname)].handle(options)
  },
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isAct(url.pathname),
  async ({ request }) => actOrKeep(request).catch(async () => (await caches.match(OFFLINE)) ?? Response.error()),
  'POST',
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/sign-in\/(code|link\/)/.test(url.pathname),
  async (options) => {
    await forgetKeptActs()
    return new NetworkOnly().handle(options)
  },
  'POST',
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: CACHES.assets, plugins: [new ExpirationPlugin({ maxEntries: 8 })] }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/sign-out',
  async (options) => {
    await sendKeptActs().catch(() => {})
    await Promise.all([forgetKeptActs(), caches.delete(CACHES.lists), caches.delete(CACHES.papers)])
    return new NetworkOnly().handle(options)
  },
  'POST',
)

self.addEventListener('install', (event) => event.waitUntil(keepForLater()))
skipWaiting()
clientsClaim()

async function keepForLater(): Promise<void> {
  const assets = await caches.open(CACHES.assets)
  // Without a reader's cookie: they outlive signing out.
  await assets.addAll([...ASSETS, new Request(OFFLINE, { credentials: 'omit' })])
  const lists = await caches.open(CACHES.lists)
  await lists.add(new Request('/', { credentials: 'omit' }))
}

/** The body is not packed any more, and has another length. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers)
  plain.delete('content-encoding')
  plain.delete('content-length')
  return plain
}
