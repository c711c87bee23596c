import { xmlText } from './fake-arxiv-rss'

/** A person with a public author identifier. */
export interface FakeAuthor {
  id: string
  orcid?: string
  name: string
  papers: { id: string; title: string }[]
}

/** The person's own list, in the form of tests/fixtures/arxiv/author.atom2.xml; null where nobody has the identifier. */
export function renderAuthorFeed(asked: string, authors: FakeAuthor[]): string | null {
  const author = authors.find(({ id, orcid }) => id === asked || orcid === asked)
  if (!author) return null
  const { id, orcid, name, papers } = author
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xmlText(name)}'s articles on arXiv</title>
${orcid ? `<link rel="describes" href="https://orcid.org/${orcid}"/>` : ''}
<updated>2026-11-20T00:00:00-05:00</updated>
<id>http://arxiv.org/a/${id}</id>
<link rel="self" type="application/atom+xml" href="http://arxiv.org/a/${asked}.atom2"/>
${papers.map((paper) => `<entry><id>http://arxiv.org/abs/${paper.id}v1</id><title>${xmlText(paper.title)}</title></entry>`).join('\n')}
</feed>
`
}
