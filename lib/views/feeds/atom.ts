import type { FeedDocument, FeedEntry } from './feed'
import { paragraphsAsEscapedHtml, xmlText } from './xml'

/** Atom (RFC 4287); older entries by RFC 5005's `next`. Valid when empty. */
export function atom({ title, description, pageUrl, selfUrl, nextUrl, updated, entries }: FeedDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${xmlText(pageUrl)}</id>
<title>${xmlText(title)}</title>
<subtitle>${xmlText(description)}</subtitle>
<updated>${updated.toISOString()}</updated>
<author><name>arXiv</name></author>
<link rel="alternate" type="text/html" href="${xmlText(pageUrl)}"/>
<link rel="self" type="application/atom+xml" href="${xmlText(selfUrl)}"/>${
    nextUrl ? `\n<link rel="next" type="application/atom+xml" href="${xmlText(nextUrl)}"/>` : ''
  }
${entries.map(item).join('\n')}
</feed>
`
}

// RFC 4287 4.2.6 wants the identifier to be an IRI; `oai:…` is one.
const item = (entry: FeedEntry): string => `<entry>
<id>${xmlText(entry.id)}</id>
<title>${xmlText(entry.title)}</title>
<link rel="alternate" type="text/html" href="${xmlText(entry.url)}"/>
<published>${entry.published.toISOString()}</published>
<updated>${entry.updated.toISOString()}</updated>
${entry.authors.map((author) => `<author><name>${xmlText(author)}</name></author>`).join('')}
${entry.categories.map((category) => `<category term="${xmlText(category)}"/>`).join('')}
<content type="html">${paragraphsAsEscapedHtml(entry.paragraphs)}</content>
</entry>`
