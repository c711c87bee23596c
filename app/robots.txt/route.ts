import { config } from '@/lib/config'
import { absolute } from '@/lib/paths'

/** Forms, searches and what only programs read; everything else is to be found. */
const CLOSED = [
  '/search?',
  '/sign-in',
  '/settings',
  '/subscribe',
  '/subscriptions',
  '/api/',
  '/reading-list',
  '/for-you',
]

export const dynamic = 'force-dynamic'

/** What crawlers may read (RFC 9309), and where the sitemap is. */
export function GET(): Response {
  const lines = config().siteMode.kind === 'public' ? whatIsFound() : ['User-agent: *', 'Disallow: /']
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=86400' },
  })
}

const whatIsFound = () => [
  'User-agent: *',
  ...CLOSED.map((path) => `Disallow: ${path}`),
  '',
  `Sitemap: ${absolute('/sitemap.xml')}`,
]
