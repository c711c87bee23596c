import { config } from '@/lib/config'

export const dynamic = 'force-dynamic'

const PAPER = '#fcfbf8'

/** Lets the site be installed (https://www.w3.org/TR/appmanifest/). */
export function GET(): Response {
  const { siteName } = config()
  const manifest = {
    id: '/',
    name: siteName,
    short_name: siteName,
    description: 'Papers announced on arXiv: trending, by day, searched, and by mail.',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: PAPER,
    theme_color: PAPER,
    icons: [
      { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'New papers', url: '/papers/new' },
      { name: 'By day', url: '/papers/date/latest' },
    ],
  }
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=86400' },
  })
}
