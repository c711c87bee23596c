import type { FeedDocument } from './feed'

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). Valid when empty. */
export function jsonFeed({ title, description, pageUrl, selfUrl, nextUrl, entries }: FeedDocument): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    language: 'en',
    home_page_url: pageUrl,
    feed_url: selfUrl,
    ...(nextUrl ? { next_url: nextUrl } : {}),
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_text: entry.paragraphs.join('\n\n'),
      summary: entry.summary,
      date_published: entry.published.toISOString(),
      date_modified: entry.updated.toISOString(),
      authors: entry.authors.map((name) => ({ name })),
      tags: entry.categories,
      ...Object.fromEntries(Object.entries(entry.extras).map(([name, value]) => [`_${name}`, value])),
    })),
  })
}
