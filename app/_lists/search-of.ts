import type { SearchPanelProps, Way } from '@/components/search/SearchPanel'
import type { PaperSummary } from '@/lib/papers/types'
import { paths } from '@/lib/paths'
import type { Facets } from '@/lib/search/facets'
import { markerOf } from '@/lib/search/mark-found'
import { parseDayRange } from '@/lib/search/query/dates'
import { partsOf, printQuery } from '@/lib/search/query/print'
import { isEmpty, type SearchQuery, SORTS, type Sort } from '@/lib/search/query/query'
import { countInWords } from '@/lib/views/count-in-words'
import type { Found } from '@/lib/views/found-papers'
import type { ListQuery } from '@/lib/views/list-query'
import type { View } from '@/lib/views/view'

const SORT_NAMES: Record<Sort, string> = {
  relevance: 'Relevance',
  newest: 'Newest',
  votes: 'Most votes',
  trending: 'Trending',
}

const LIMITED =
  'Search is limited for the moment: the database answers in place of the index, more simply, and of very many matches it ranks the newest.'

/** What stands above the results of a search; null for every other list, and where nothing was asked. */
export function panelOf(view: View, found: Found | undefined, { minVotes }: ListQuery): SearchPanelProps | null {
  return found && view.kind === 'search' && view.query !== '' ? panelOfFound(found, minVotes) : null
}

function panelOfFound({ query, total, limited, explanation }: Found, minVotes: number): SearchPanelProps {
  const pathOf = (changed: SearchQuery) =>
    paths.search(printQuery(changed)) + (minVotes > 0 && !isEmpty(changed) ? `&min_votes=${minVotes}` : '')
  const { meant = null, author = null, nearest = null } = explanation ?? {}
  return {
    count: countInWords(total),
    parts: partsOf(query).map(({ text, without }) => ({ label: text, path: pathOf(without) })),
    ignored: query.ignored,
    limited: limited ? LIMITED : null,
    meant: meant && { label: printQuery(meant), path: pathOf(meant) },
    author: author === null ? null : { label: author, path: paths.author(author) },
    nearest: nearest && {
      without: nearest.without,
      count: countInWords(nearest.total),
      path: pathOf(nearest.query),
    },
    sorts: SORTS.map((sort) => ({
      label: SORT_NAMES[sort],
      path: pathOf({ ...query, sort }),
      isCurrent: query.sort === sort,
    })),
    facets: explanation ? narrowings(query, explanation.facets, pathOf) : [],
  }
}

/** The papers of a list; those of a search with what was looked for marked in their texts. */
export function markedPapers(papers: PaperSummary[], found: Found | undefined): PaperSummary[] {
  const marker = found ? markerOf(found.explanation?.nearest?.query ?? found.query) : null
  if (!marker) return papers
  return papers.map((paper) => ({
    ...paper,
    titleHtml: marker.title(paper.titleHtml),
    abstractHtml: marker.abstract(paper.abstractHtml),
  }))
}

function narrowings(
  query: SearchQuery,
  { categories, years, withCode }: Facets,
  pathOf: (query: SearchQuery) => string,
) {
  const within = new Set(query.all.flatMap((group) => (group.length === 1 ? group.map(({ text }) => text) : [])))
  const way = (label: string, changed: SearchQuery, papers: number): Way & { papers: number } => ({
    label,
    path: pathOf(changed),
    papers,
  })
  const groups = [
    {
      name: 'Category',
      ways: categories
        .filter(({ value }) => !within.has(value))
        .map(({ value, papers }) =>
          way(value, { ...query, all: [...query.all, [{ field: 'category', text: value }]] }, papers),
        ),
    },
    {
      name: 'Year',
      ways: query.announced
        ? []
        : years.map(({ value, papers }) => way(value, { ...query, announced: parseDayRange(value) }, papers)),
    },
    {
      name: 'Code',
      ways: query.hasCode === null && withCode > 0 ? [way('links to code', { ...query, hasCode: true }, withCode)] : [],
    },
  ]
  return groups.filter(({ ways }) => ways.length > 0)
}
