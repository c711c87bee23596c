import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { canonicalField, categoriesOf, categoryName, type Field, fieldsOf } from '@/lib/taxonomy'
import { viewPath, viewTitle } from '@/lib/views/address'
import { countTypes } from '@/lib/views/announced-in'
import { dayInWords } from '@/lib/views/calendar'
import { neighbourDays, neighbourPicks } from '@/lib/views/days'
import { type Typed, typesInWords } from '@/lib/views/list-types'
import { findProfile } from '@/lib/views/people'
import { spanOf } from '@/lib/views/span'
import { type TypeToggle, typeToggles } from '@/lib/views/type-toggles'
import type { Fairly, View, Within } from '@/lib/views/view'
import { whyEmpty } from './why-empty'

export interface Surroundings {
  /** One sentence under the heading; null where the heading says it all. */
  lead: string | null
  description: string
  /** What to say when the list is empty. */
  empty: string
  /** Whether an empty list at this address is an answer (and not a page that is not there). */
  exists: boolean
  /** Links to the days before and after, for lists of days. */
  days: { previous: DayLink | null; next: DayLink | null } | null
  /** Switches between new papers, cross-lists and updates; null where the list does not part them. */
  toggles: TypeToggle[] | null
  /** The categories of an archive or group. */
  parts: Field[]
}

export interface DayLink {
  path: string
  label: string
}

/** What stands around the entries of a view. */
export async function surroundingsOf(view: View): Promise<Surroundings> {
  switch (view.kind) {
    case 'trending':
      return plain(
        view.fair
          ? 'What readers vote for now, each paper measured against its own field, once a batch.'
          : 'What readers vote for now. Votes fade with the days.',
        'No papers yet. They arrive with the first announcement of arXiv.',
      )
    case 'newest':
      return plain('Newest announcement first.', 'No papers yet. They arrive with the first announcement of arXiv.')
    case 'picks':
      return aroundPicks(view.day)
    case 'submitted':
      return plain(
        'Papers that readers brought here, whatever their age or field; the last one first.',
        'Nobody submitted a paper yet.',
      )
    case 'day':
      return aroundDays('that day', view)
    case 'week':
      return aroundDays('that week', view)
    case 'month':
      return aroundDays('that month', view)
    case 'category':
      return aroundCategory(view)
    case 'author':
      return { ...plain('Papers under this name, newest first.', 'No papers under this name are here.'), exists: false }
    case 'person':
      return aroundPerson(view.name)
    case 'search':
      return plain(
        null,
        view.query
          ? 'Nothing found. Fewer or other words may help.'
          : 'Words of a title or an abstract find papers; an arXiv identifier goes straight to its paper.',
      )
    case 'following':
      return plain(
        'What came in the last two months from the people, lists, authors and categories that you follow, the last first.',
        'Nothing came yet. People, lists, authors and categories are followed from their own pages.',
      )
    case 'group':
      return plain(
        view.week
          ? 'What members of the group voted for in that week, most of them first.'
          : 'What members of the group vote for, the newest week first; in it what most of them voted for.',
        'No member voted for anything since they joined.',
      )
    case 'list':
      return plain(null, 'Nothing is on this list yet. “On a list” on the page of a paper puts it here.')
    case 'personal':
      return plain('Papers that are like those you voted for or saved.', 'Nothing was picked yet.')
  }
}

function plain(lead: string | null, empty: string): Surroundings {
  return {
    lead,
    description: lead ?? 'Search over titles and abstracts of arXiv.',
    empty,
    exists: true,
    days: null,
    toggles: null,
    parts: [],
  }
}

async function aroundPicks(day: string | undefined): Promise<Surroundings> {
  if (!day) return plain('What the curators of this site put forward, and why.', 'Nobody picked a paper yet.')
  const { previous, next } = await neighbourPicks(day)
  const link = (to: string | null) => to && { path: paths.picksOf(to), label: dayInWords(to, 'short') }
  return {
    ...plain(
      'What the curators of this site put forward for that day, and why.',
      'Nobody picked a paper for that day.',
    ),
    exists: false,
    days: { previous: link(previous) || null, next: link(next) || null },
  }
}

async function aroundPerson(name: string): Promise<Surroundings> {
  const profile = await findProfile(name)
  const what = profile?.votesPublic ? 'picked, submitted or votes for' : 'picked or submitted'
  return {
    ...plain(
      `What ${name} ${what}, the last first.`,
      profile ? `Nothing yet of what ${name} ${what}.` : 'Nobody goes by this name.',
    ),
    exists: profile !== null,
  }
}

function aroundCategory(view: View & { kind: 'category' }): Surroundings {
  const { category } = view
  const isRead = categoriesOf(category).some((one) => config().categories.includes(one))
  const isKnown = canonicalField(category) !== null
  const why = isRead
    ? ' yet'
    : isKnown
      ? ': this site does not read it'
      : ': arXiv’s list of categories has no such name'
  const what = view.types ? typesInWords(view.types).replace(' and ', ' or ') : 'papers'
  return {
    ...plain(categoryName(category), `No ${what} of ${category} are here${why}.`),
    exists: isRead,
    toggles: isKnown ? typeToggles(view, null) : null,
    parts: fieldsOf(category),
  }
}

async function aroundDays(when: string, view: View & Typed & Within & Fairly): Promise<Surroundings> {
  const span = spanOf(view)
  const [{ previous, next }, counts] = span
    ? await Promise.all([neighbourDays(span, view), view.categories ? null : countTypes(span)])
    : [{ previous: null, next: null }, null]
  const dayLink = (day: string): DayLink => ({
    path: viewPath({
      kind: 'day',
      day,
      ...(view.types && { types: view.types }),
      ...(view.categories && { categories: view.categories }),
      ...(view.fair && { fair: view.fair }),
    }),
    label: dayInWords(day, 'short'),
  })
  return {
    ...plain(
      `Announced by arXiv ${when}, ${view.fair ? 'what is rare in its own field first' : 'most votes first'}.`,
      span ? whyEmpty(when, span, { view, counts, now: config().clock.now() }) : 'There are no such days.',
    ),
    description: `${viewTitle(view)}: what arXiv announced, most votes first.`,
    // Days that are still to come are past the end of the list.
    exists: span !== null && span.first <= config().clock.now().toISOString().slice(0, 10),
    days: { previous: previous === null ? null : dayLink(previous), next: next === null ? null : dayLink(next) },
    toggles: typeToggles(view, counts),
  }
}
