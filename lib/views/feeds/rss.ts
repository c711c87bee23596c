import type { FeedDocument, FeedEntry } from './feed'
import { paragraphsAsEscapedHtml, xmlText } from './xml'

/** RSS 2.0 (rssboard.org/rss-specification), authors as `dc:creator` since `author` wants an address. Valid when empty. */
export function rss({ title, description, pageUrl, selfUrl, nextUrl, updated, entries }: FeedDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xmlText(title)}</title>
<link>${xmlText(pageUrl)}</link>
<description>${xmlText(description)}</description>
<language>en</language>
<lastBuildDate>${updated.toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${xmlText(selfUrl)}"/>${
    nextUrl ? `\n<atom:link rel="next" type="application/rss+xml" href="${xmlText(nextUrl)}"/>` : ''
  }
${entries.map(item).join('\n')}
</channel>
</rss>
`
}

const item = (entry: FeedEntry): string => `<item>
<title>${xmlText(entry.title)}</title>
<link>${xmlText(entry.url)}</link>
<guid isPermaLink="false">${xmlText(entry.id)}</guid>
<pubDate>${entry.published.toUTCString()}</pubDate>
${entry.authors.map((author) => `<dc:creator>${xmlText(author)}</dc:creator>`).join('')}
${entry.categories.map((category) => `<category>${xmlText(category)}</category>`).join('')}
<description>${paragraphsAsEscapedHtml(entry.paragraphs)}</description>
</item>`
