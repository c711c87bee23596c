import type { ArxivRecord } from './arxiv-record'
import { xmlText } from './fake-arxiv-rss'

/** The query API's answer, in the form of https://info.arxiv.org/help/api/user-manual.html. */
export function renderQueryAnswer(question: URLSearchParams, records: ArxivRecord[]): string {
  const start = Number(question.get('start') ?? 0)
  const size = Number(question.get('max_results') ?? 10)
  if (start + size > 30_000) return renderError('max_results and start must together be at most 30000')
  const found = select(question, records)
  return renderAtom(found.slice(start, start + size).map(renderEntry), { total: found.length, start, size })
}

function select(question: URLSearchParams, records: ArxivRecord[]): ArxivRecord[] {
  const ids = question.get('id_list')?.split(',').filter(Boolean)
  const search = question.get('search_query') ?? ''
  const category = search.match(/cat:([\w.-]+)/)?.[1]
  const [, from, to] = search.match(/submittedDate:\[(\d{12}) TO (\d{12})\]/) ?? []
  const found = records.filter(
    (record) =>
      (!ids || ids.includes(record.id)) &&
      (!category || record.categories.includes(category)) &&
      (!from || !to || (minuteOf(record) >= from && minuteOf(record) <= to)),
  )
  if (!question.has('sortBy')) return found
  const ascending = [...found].sort((a, b) => minuteOf(a).localeCompare(minuteOf(b)))
  return question.get('sortOrder') === 'ascending' ? ascending : ascending.reverse()
}

const submittedOf = ({ submittedAt }: ArxivRecord) => submittedAt ?? '2026-11-18T12:00:00Z'

const minuteOf = (record: ArxivRecord) => submittedOf(record).replace(/[-T:]/g, '').slice(0, 12)

function renderAtom(entries: string[], { total, start, size }: { total: number; start: number; size: number }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <id>https://arxiv.org/api/fake</id>
  <title>arXiv Query</title>
  <updated>2026-11-20T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${size}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
${entries.join('\n')}
</feed>
`
}

function renderError(summary: string): string {
  const entry = `  <entry>
    <id>https://arxiv.org/api/errors#${summary.replaceAll(' ', '_')}</id>
    <title>Error</title>
    <summary>${summary}</summary>
  </entry>`
  return renderAtom([entry], { total: 1, start: 0, size: 1 })
}

function renderEntry(record: ArxivRecord): string {
  const version = record.version ?? 1
  const { id, title, abstract, authors, categories, comments, doi, journalRef } = record
  const submitted = submittedOf(record)
  const optional = (name: string, text: string | null | undefined) =>
    text ? `    <arxiv:${name}>${xmlText(text)}</arxiv:${name}>\n` : ''
  return `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <title>${xmlText(title)}</title>
    <updated>${record.updatedAt ?? submitted}</updated>
    <link href="https://arxiv.org/abs/${id}v${version}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${id}v${version}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${xmlText(abstract)}</summary>
${categories.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`).join('\n')}
    <published>${submitted}</published>
${optional('comment', comments)}    <arxiv:primary_category term="${categories[0]}"/>
${optional('journal_ref', journalRef)}${optional('doi', doi)}${authors.map((name) => `    <author>\n      <name>${xmlText(name)}</name>\n    </author>`).join('\n')}
  </entry>`
}
