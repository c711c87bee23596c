import { PublicName } from '../accounts/public-name'
import { InputError } from '../errors'
import { parseAuthorId } from '../papers/author-id'
import { paths } from '../paths'
import { canonicalField } from '../taxonomy'
import { dayInWords, isDay, monthInWords, monthRange, weekRange } from './calendar'
import { parseTypes, typesInWords, withTypes } from './list-types'
import { parseSwitch } from './parse-switch'
import type { Fairly, View, Within } from './view'

const MAX_QUERY_LENGTH = 10_000
const MAX_NAME_LENGTH = 200
/** More than this is no narrowing any more. */
const MAX_CATEGORIES = 30
const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Rooms whose views are known by a key. */
const KEYED = { 'for-you': 'personal', lists: 'list', following: 'following' } as const
const CATEGORY = /^[a-z][a-z-]{1,20}(\.[A-Za-z][A-Za-z-]{0,20})?$/

/**
 * The view at an address; null when no view lives there.
 * @param path decoded once by the caller or not at all: percent-encoding is undone here
 * @throws InputError when a view lives there but its parameter cannot be (a day that is none)
 */
export function parseView(path: string, search: URLSearchParams = new URLSearchParams()): View | null {
  const [room = '', name = '', value = '', ...rest] = path.replace(/^\//, '').split('/').map(decoded)
  if (rest.length > 0) return null
  if (room === '') return { kind: 'trending', ...within(search), ...fairly(search) }
  if (room === 'search' && !name)
    return { kind: 'search', query: (search.get('q') ?? '').slice(0, MAX_QUERY_LENGTH).trim() }
  if (room === 'categories' && name && !value) return { ...categoryView(name), ...parseTypes(search) }
  if (KEY.test(name) && !value && room in KEYED) return { kind: KEYED[room as keyof typeof KEYED], key: name }
  if (room === 'authors' && name && !value) return authorView(name, search.getAll('in'))
  if (room === 'picks' && !value) return picksView(name)
  if (room === 'groups' && name) return groupView(name, value)
  if (room === 'people' && name && !value) return personView(name)
  return room === 'papers' ? papersView(name, value, search) : null
}

/** The address of a view; `parseView` of it gives the view back. */
export function viewPath(view: View): string {
  switch (view.kind) {
    case 'trending':
      return withOrder(paths.trending, view)
    case 'newest':
      return paths.newest
    case 'submitted':
      return paths.submissions
    case 'picks':
      return view.day ? paths.picksOf(view.day) : paths.picks
    case 'day':
      return withOrder(withTypes(paths.day(view.day), view), view)
    case 'week':
      return withOrder(withTypes(paths.week(view.week), view), view)
    case 'month':
      return withOrder(withTypes(paths.month(view.month), view), view)
    case 'category':
      return withTypes(paths.category(view.category), view)
    case 'author':
      return paths.author(view.name, view.categories)
    case 'person':
      return paths.person(view.name)
    case 'search':
      return paths.search(view.query)
    case 'personal':
      return paths.personalList(view.key)
    case 'list':
      return paths.list(view.key)
    case 'following':
      return paths.followingOf(view.key)
    case 'group':
      return view.week ? paths.groupWeek(view.name, view.week) : paths.group(view.name)
  }
}

/** What a reader calls it: heading of the page, title of the feed, subject of the digest. */
export function viewTitle(view: View): string {
  const types = 'types' in view && view.types ? ` (${typesInWords(view.types)})` : ''
  const where = view.kind !== 'author' && 'categories' in view ? ` in ${view.categories?.join(', ')}` : ''
  return plainTitle(view) + where + types + ('fair' in view && view.fair ? ', field-fair' : '')
}

function plainTitle(view: View): string {
  switch (view.kind) {
    case 'trending':
      return 'Trending papers'
    case 'newest':
      return 'New papers'
    case 'submitted':
      return 'Submitted by readers'
    case 'picks':
      return view.day ? `Picks of ${dayInWords(view.day)}` : 'Curators’ picks'
    case 'day':
      return dayInWords(view.day)
    case 'week':
      return weekInWords(view.week).replace('week', 'Week')
    case 'month':
      return monthInWords(view.month)
    case 'category':
      return view.category
    case 'author':
      return view.categories ? `${view.name} in ${view.categories.join(', ')}` : view.name
    case 'person':
      return view.name
    case 'search':
      return view.query ? `Search: ${shortened(view.query)}` : 'Search'
    case 'personal':
      return 'Picked for you'
    case 'list':
      // Its own name is nothing that its address tells.
      return 'A reader’s list'
    case 'following':
      return 'What you follow'
    case 'group':
      return view.week ? `${view.name}, ${weekInWords(view.week)}` : view.name
  }
}

function papersView(name: string, value: string, search: URLSearchParams): View | null {
  if (name === 'new' && !value) return { kind: 'newest' }
  if (name === 'submitted' && !value) return { kind: 'submitted' }
  const span = value ? spanView(name, value) : null
  return span && { ...span, ...parseTypes(search), ...within(search), ...fairly(search) }
}

function spanView(name: string, value: string): View | null {
  if (name === 'date') return isDay(value) ? { kind: 'day', day: value } : wrong('day', value, '2026-11-20')
  if (name === 'week') return weekRange(value) ? { kind: 'week', week: value } : wrong('week', value, '2026-W47')
  if (name === 'month') return monthRange(value) ? { kind: 'month', month: value } : wrong('month', value, '2026-11')
  return null
}

function picksView(day: string): View {
  if (!day) return { kind: 'picks' }
  return isDay(day) ? { kind: 'picks', day } : wrong('day', day, '2026-11-20')
}

const weekInWords = (week: string) => `week ${Number(week.slice(6))} of ${week.slice(0, 4)}`

function personView(name: string): View | null {
  const named = PublicName.safeParse(name)
  return named.success ? { kind: 'person', name: named.data } : null
}

function groupView(name: string, week: string): View | null {
  const named = PublicName.safeParse(name)
  if (!named.success) return null
  if (!week) return { kind: 'group', name: named.data }
  return weekRange(week) ? { kind: 'group', name: named.data, week } : wrong('week', week, '2026-W47')
}

function categoryView(category: string): View {
  return CATEGORY.test(category) || canonicalField(category) !== null
    ? { kind: 'category', category }
    : wrong('category', category, 'cs.LG')
}

function authorView(name: string, within: string[]): View {
  const folded = parseAuthorId(name)?.id ?? name.replace(/\s+/g, ' ').trim()
  const fits =
    folded.length <= MAX_NAME_LENGTH && (/\p{L}/u.test(folded) || parseAuthorId(folded)) && !/\p{Cc}/u.test(folded)
  if (!fits) return wrong('author', name, 'Ada%20Lovelace')
  return { kind: 'author', name: folded, ...categoriesOf(within) }
}

const within = (search: URLSearchParams): Within => categoriesOf(search.getAll('in'))

const fairly = (search: URLSearchParams): Fairly => (parseSwitch(search, 'fair') ? { fair: true } : {})

/** The path of a list with what narrows it and how it is ordered. */
const withOrder = (path: string, { categories, fair }: Within & Fairly): string =>
  [categories && `in=${categories.join(',')}`, fair && 'fair=1']
    .filter(Boolean)
    .reduce<string>((so, parameter) => `${so}${so.includes('?') ? '&' : '?'}${parameter}`, path)

/** @param within categories and archives, as in `?in=math.NT,math.AG`; a form repeats the field instead */
function categoriesOf(within: string[]): Within {
  const given = within.flatMap((list) => list.split(',')).filter(Boolean)
  const unknown = given.find((category) => !CATEGORY.test(category))
  if (unknown !== undefined || given.length > MAX_CATEGORIES)
    throw new InputError(`“in” takes up to ${MAX_CATEGORIES} categories or archives of arXiv, such as math.NT,cs.`)
  return given.length > 0 ? { categories: [...new Set(given)].sort() } : {}
}

function wrong(what: string, given: string, takes: string): never {
  throw new InputError(`“${shortened(given)}” is not a ${what}. Addresses of this kind end like ${takes}.`)
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return wrong('text in an address', part, '%C3%A9')
  }
}
