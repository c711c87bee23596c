import type { AnnouncementType } from '@/lib/papers/types'
import type { ArxivRecord } from './arxiv-record'

/** Text as XML holds it. */
export const xmlText = (text: string) =>
  text.replace(/[<>&]/g, (sign) => (sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&amp;'))

/** The announcement feed of one category, in the form of https://info.arxiv.org/help/rss_specifications.html. */
export function renderFeed(category: string, records: ArxivRecord[], day: string): string {
  const listing = records.flatMap((record) => {
    const type = announceType(record, category)
    return type ? { record, type } : []
  })
  return renderListing(category, listing, day)
}

/** The same from entries whose types are known. */
export function renderListing(
  category: string,
  listing: readonly { record: ArxivRecord; type: AnnouncementType }[],
  day: string,
): string {
  const date = feedDate(day)
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>${category} updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/${category}</link>
    <description>${category} updates on the arXiv.org e-print archive.</description>
    <atom:link href="http://rss.arxiv.org/rss/${category}" rel="self" type="application/rss+xml"/>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <language>en-us</language>
    <lastBuildDate>${date}</lastBuildDate>
    <managingEditor>rss-help@arxiv.org</managingEditor>
    <pubDate>${date}</pubDate>
    <skipDays>
      <day>Saturday</day>
      <day>Sunday</day>
    </skipDays>
${listing.map(({ record, type }) => renderItem(record, type, date)).join('\n')}
  </channel>
</rss>
`
}

function renderItem(record: ArxivRecord, type: AnnouncementType, date: string): string {
  const version = record.version ?? 1
  const { id, title, abstract, authors, categories, license, doi, journalRef } = record
  return `    <item>
      <title>${xmlText(title)}</title>
      <link>https://arxiv.org/abs/${id}</link>
      <description>arXiv:${id}v${version} Announce Type: ${type}
Abstract: ${xmlText(abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:${id}v${version}</guid>
${categories.map((category) => `      <category>${category}</category>`).join('\n')}
      <pubDate>${date}</pubDate>
      <arxiv:announce_type>${type}</arxiv:announce_type>
      <dc:rights>${license ?? 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/'}</dc:rights>
${doi ? `      <arxiv:DOI>${xmlText(doi)}</arxiv:DOI>\n` : ''}${journalRef ? `      <arxiv:journal_reference>${xmlText(journalRef)}</arxiv:journal_reference>\n` : ''}      <dc:creator>${xmlText(authors.join(', '))}</dc:creator>
    </item>`
}

/** A replacement is `replace` under the primary category and `replace-cross` under the others, as `new` is `cross` there. */
function announceType({ announced = 'new', categories }: ArxivRecord, category: string): AnnouncementType | null {
  if (announced === null || !categories.includes(category)) return null
  if (categories[0] === category) return announced
  return announced.startsWith('replace') ? 'replace-cross' : 'cross'
}

const ZONE = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })

/** Midnight at arXiv, in the zone's offset of that day: winter time from November to the second Sunday in March. */
function feedDate(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const offset =
    ZONE.formatToParts(new Date(`${day}T12:00:00Z`)).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT-05:00'
  return date.toUTCString().replace('GMT', offset.replace('GMT', '').replace(':', ''))
}
