/// <reference lib="webworker" />
import { clientsClaim, skipWaiting } from 'workbox-core'
import type { WorkboxPlugin } from 'workbox-core/types'
import { ExpirationPlugin } from 'workbox-expiration'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies'
import { isForEverybody, isKeptPage, shelfOf, withNotice } from './service-worker/kept-pages'

/**
 * Lets the last lists and the papers that were opened be read without a network. The network always comes first; what stands
 * in for it says so on the page. Keeps nothing of a signed-in reader; signing out empties what was kept before.
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
  async cacheWillUpdate({ response }) {
    return response.status === 200 && isForEverybody(await response.clone().text()) ? response : null
  },
  async cachedResponseWillBeUsed({ cachedResponse }) {
    if (!cachedResponse) return null
    const html = withNotice(await cachedResponse.text(), cachedResponse.headers.get('date'))
    return new Response(html, { status: cachedResponse.status, headers: plainHeaders(cachedResponse.headers) })
  },
  handlerDidError: () => caches.match(OFFLINE),
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
  (options) => shelves[shelfOf(options.url.pathname)].handle(options),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({ cacheName: CACHES.assets, plugins: [new ExpirationPlugin({ maxEntries: 8 })] }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === '/sign-out',
  async (options) => {
    await Promise.all([caches.delete(CACHES.lists), caches.delete(CACHES.papers)])
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
