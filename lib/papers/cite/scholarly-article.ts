import { arxivAbstract } from '../../paths'
import type { PaperRecord } from '../find-paper'
import { mathToReadable } from '../text/math-to-readable'

const MAX_AUTHORS = 100

/**
 * The paper as a `ScholarlyArticle` of schema.org, to be written as JSON-LD. What is unknown is left out.
 * @param url the public address of its page here
 */
export function scholarlyArticle(paper: PaperRecord, url: string): Record<string, unknown> {
  const known = {
    '@context': 'https://schema.org',
    '@type': 'ScholarlyArticle',
    '@id': url,
    url,
    headline: mathToReadable(paper.title).slice(0, 110),
    name: mathToReadable(paper.title),
    abstract: mathToReadable(paper.abstract),
    author: paper.authors.slice(0, MAX_AUTHORS).map((name) => ({ '@type': 'Person', name })),
    keywords: paper.categories.join(', '),
    identifier: `arXiv:${paper.id}`,
    version: paper.version,
    datePublished: day(paper.submittedAt ?? paper.announcedAt),
    dateModified: day(paper.updatedAt),
    license: paper.license,
    sameAs: [arxivAbstract(paper.id), ...(paper.doi ? [`https://doi.org/${paper.doi}`] : [])],
    publisher: { '@type': 'Organization', name: 'arXiv', url: 'https://arxiv.org' },
    isAccessibleForFree: true,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== undefined))
}

const day = (instant: Date | null) => instant?.toISOString().slice(0, 10)
