import type { ReactNode } from 'react'
import { FreshnessLine } from '@/components/about/FreshnessLine'
import { AuthorPanel } from '@/components/authors/AuthorPanel'
import { NobodyHere } from '@/components/authors/NobodyHere'
import { SearchPanel, type SearchPanelProps } from '@/components/search/SearchPanel'
import { ViewBody } from '@/components/ViewBody'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { displayOf } from '@/lib/http/display'
import { shared, type Topic } from '@/lib/http/shared'
import { findPerson } from '@/lib/papers/find-person'
import { listMomentum } from '@/lib/papers/momentum'
import { paths, twin } from '@/lib/paths'
import { unseenBy } from '@/lib/reading/unseen'
import { listPath } from '@/lib/subscriptions/list-address'
import { canonicalField } from '@/lib/taxonomy'
import { parseView, viewPath, viewTitle } from '@/lib/views/address'
import { type DiscoveryPage, listWithDiscoveries } from '@/lib/views/discoveries'
import { fairSwitch } from '@/lib/views/fair-switch'
import { type ListQuery, parseListQuery } from '@/lib/views/list-query'
import { listView, type PageOf } from '@/lib/views/list-view'
import { parseMoment } from '@/lib/views/moment'
import { findProfile } from '@/lib/views/people'
import { splitTwin } from '@/lib/views/twins'
import type { View } from '@/lib/views/view'
import { answerPage, answerProblem, seeOther } from '../_answer/page'
import { answerMoment } from './answer-moment'
import { answerTwin } from './answer-twin'
import { authorOf } from './author'
import { doorway } from './doorway'
import { keptEntry } from './kept-entries'
import { lateOn } from './late'
import { type OwnView, ownViewOf } from './own-view'
import { panelBeside } from './panel-beside'
import { readingOf } from './reading-of'
import { markedPapers, panelOf } from './search-of'
import { surroundingsOf } from './surroundings'
import { withParameters } from './with-parameters'

/** Answers the view at the request's address, as a page or as its twin; 404 where no view lives. */
export function answerView(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const url = new URL(request.url)
    const { path, format } = splitTwin(url.pathname)
    const view = parseView(path, url.searchParams)
    if (!view)
      return answerProblem(request, 404, 'Nothing lives at this address', 'The lists and the search above lead on.')

    // The page is its reader's own; the twins are for feed readers, which cannot sign in, and known by their address alone.
    if (view.kind === 'personal' && !format) return seeOther(paths.forYou)
    const moved = await movedTo(view)
    if (moved) return movedAnswer(request, format ? twin(moved, format) : moved)

    const own = await ownViewOf(request, view, format !== null)
    if (own instanceof Response) return own
    const query = parseListQuery(url.searchParams)
    const moment = parseMoment(view, url.searchParams, config().clock.now())
    if (format) return answerTwin(request, format, view, { ...query, moment }, own)
    return moment ? answerMoment(request, view, query.after, moment) : answerList(request, view, query, own)
  })
}

/** The address of a category or a person by their one name, when this is another spelling of it. */
async function movedTo(view: View): Promise<string | null> {
  if (view.kind === 'person') {
    const name = (await findProfile(view.name))?.name
    return name && name !== view.name ? paths.person(name) : null
  }
  const name = view.kind === 'category' ? canonicalField(view.category) : null
  return name && view.kind === 'category' && name !== view.category ? paths.category(name) : null
}

function movedAnswer(request: Request, path: string): Response {
  const location = path + new URL(request.url).search
  return shared(request, ['papers'], new Response(null, { status: 308, headers: { location } }))
}

async function answerList(request: Request, view: View, query: ListQuery, own: OwnView | null): Promise<Response> {
  const { after, unseenOnly, dismissed } = query
  const reader = unseenOnly ? await readerOf(request) : null
  // What somebody saw is known of readers who are signed in.
  if (unseenOnly && !reader) return seeOther(paths.signInTo(backTo(request)))
  const only = reader && (await unseenBy(reader.id, view))
  const person = view.kind === 'author' ? await findPerson(view.name) : null
  const asks = { ...query, only, person, explained: after === null && !only }
  const { papers, next, found, discovered } = await pageOf(request, view, query, asks)
  const [surroundings, momentum, reading, author, late, panel] = await Promise.all([
    surroundingsOf(view),
    listMomentum(
      papers.map(({ id }) => id),
      config().clock.now(),
    ),
    readingOf(view, papers, { unseenOnly, dismissed }),
    authorOf(view, person),
    lateOn(view),
    after === null ? (own?.panel ?? panelBeside(view)) : null,
  ])
  const title = own?.title ?? author?.title ?? viewTitle(view)
  const path = viewPath(view)
  const isPastEnd =
    papers.length === 0 &&
    !unseenOnly &&
    (after !== null || !(surroundings.exists || author?.panel.profile.identities.length))
  return answerPage(
    request,
    {
      title,
      description: surroundings.description,
      path,
      twins: !isPastEnd,
      ...(isForAll(query, own) ? { shared: topicsOf(view) } : {}),
      status: isPastEnd ? 404 : 200,
      noindex: own?.isPublic === false || isNotForIndexes(view, papers.length, query),
    },
    <ViewBody
      title={title}
      lead={isPastEnd ? null : (own?.lead ?? surroundings.lead)}
      papers={markedPapers(papers, found).map((paper) => ({
        ...paper,
        momentum: momentum.get(paper.id),
        isDiscovered: discovered.has(paper.id),
        isTheirs: own?.isTheirs,
      }))}
      reading={reading}
      density={displayOf(request).density}
      opened={view.kind === 'search'}
      markupOf={keptEntry}
      back={backTo(request)}
      empty={whyEmpty(query, author, surroundings.empty)}
      days={surroundings.days}
      toggles={surroundings.toggles}
      fair={fairSwitch(view)}
      parts={surroundings.parts}
      about={
        <Around
          late={late}
          author={after ? null : author}
          own={panel}
          path={path}
          panel={panelOf(view, found, query)}
          asks={viewPath(view) === paths.search()}
        />
      }
      first={after ? path : null}
      next={next && withParameters(path, { after: next, ...asked(query) })}
      subscribe={paths.subscribeTo(listPath({ view, minVotes: query.minVotes }))}
    />,
  )
}

/** What stands where the list has no entry. @param empty of the view itself */
function whyEmpty({ after, unseenOnly }: ListQuery, author: AroundProps['author'], empty: string): ReactNode {
  if (unseenOnly) return 'You saw all of it.'
  if (after) return 'The list ends before this place.'
  return author ? <NobodyHere {...author.nobody} /> : empty
}

/** Whether the page is the same for all of its readers. */
const isForAll = ({ unseenOnly }: ListQuery, own: OwnView | null) => !unseenOnly && own === null

/** What a page of this kind shows. */
const topicsOf = ({ kind }: View): Topic[] => [
  'papers',
  'votes',
  'freshness',
  ...(kind === 'person' ? (['lists'] as const) : []),
]

async function pageOf(request: Request, view: View, query: ListQuery, asks: PageOf): Promise<DiscoveryPage> {
  if (isForDiscovery(request, view, query)) return listWithDiscoveries(view, asks)
  return { ...(await listView(view, asks)), discovered: new Set() }
}

/** Places for papers without a vote: on the first page of trending for everybody who wants them; never in what programs and mails read. */
const isForDiscovery = (
  request: Request,
  view: View,
  { after, minVotes, unseenOnly }: ListQuery,
): view is Extract<View, { kind: 'trending' }> =>
  view.kind === 'trending' &&
  after === null &&
  minVotes === 0 &&
  !unseenOnly &&
  displayOf(request).discoveries !== 'hidden'

interface AroundProps {
  late: string | null
  author: Awaited<ReturnType<typeof authorOf>>
  own: ReactNode
  path: string
  panel: SearchPanelProps | null
  /** Nothing is searched for yet. */
  asks: boolean
}

/** What stands between the heading of a list and its entries. */
function Around({ late, author, own, path, panel, asks }: AroundProps) {
  return (
    <>
      {late && <FreshnessLine sentence={late} />}
      {own && <div className="prose">{own}</div>}
      {panel && <SearchPanel {...panel} />}
      {asks && (
        <p>
          <a href={paths.aboutSearch}>How to search</a>: phrases, authors, categories, dates and orders.
        </p>
      )}
      {author && <AuthorPanel {...author.panel} subscribe={paths.subscribeTo(path)} />}
    </>
  )
}

/** Later pages, what is one reader's own, empty lists, and results of searches, of which there is no end; the page to search from is for everybody. */
const isNotForIndexes = (view: View, papers: number, { after, unseenOnly, dismissed }: ListQuery) =>
  after !== null || unseenOnly || dismissed || (view.kind === 'search' ? view.query !== '' : papers === 0)

/** What the next page of a list is asked for as well. */
const asked = ({ minVotes, unseenOnly, dismissed }: ListQuery): Record<string, string> => ({
  ...(minVotes ? { min_votes: String(minVotes) } : {}),
  ...(unseenOnly ? { unseen: '1' } : {}),
  ...(dismissed ? { dismissed: '1' } : {}),
})

function backTo(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}
