import { config } from '@/lib/config'
import { categoryName } from '@/lib/papers/taxonomy'
import { paths } from '@/lib/paths'
import { dayInWords, dayRange, monthInWords, monthRange, weekRange } from '@/lib/views/calendar'
import { neighbourDays } from '@/lib/views/days'
import type { View } from '@/lib/views/view'

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
        'The papers that readers vote for, most votes first.',
        'No papers yet. They arrive with the first announcement of arXiv.',
      )
    case 'newest':
      return plain('Newest announcement first.', 'No papers yet. They arrive with the first announcement of arXiv.')
    case 'day':
      return aroundDays(`Announced by arXiv on ${dayInWords(view.day)}, most votes first.`, dayRange(view.day))
    case 'week':
      return aroundDays('Announced by arXiv in this week, most votes first.', weekRange(view.week))
    case 'month':
      return aroundDays(`Announced by arXiv in ${monthInWords(view.month)}, most votes first.`, monthRange(view.month))
    case 'category': {
      const name = categoryName(view.category)
      const isRead = config().categories.includes(view.category)
      return {
        ...plain(
          name,
          `No papers of ${view.category} are here${isRead ? ' yet' : ': this site does not read that category'}.`,
        ),
        exists: isRead,
      }
    }
    case 'author':
      return { ...plain('Papers under this name, newest first.', 'No papers under this name are here.'), exists: false }
    case 'search':
      return plain(
        null,
        view.query
          ? 'Nothing found. Fewer or other words may help; “quotes” keep words together, -word leaves one out.'
          : 'Words of a title or an abstract find papers; an arXiv identifier goes straight to its paper.',
      )
  }
}

function plain(lead: string | null, empty: string): Surroundings {
  return { lead, description: lead ?? 'Search over titles and abstracts of arXiv.', empty, exists: true, days: null }
}

async function aroundDays(lead: string, range: { first: string; end: string } | null): Promise<Surroundings> {
  const { previous, next } = range ? await neighbourDays(range) : { previous: null, next: null }
  return {
    ...plain(
      lead,
      'No announcement of these days is known here. arXiv announces nothing on Fridays, Saturdays and some holidays.',
    ),
    // Days that are still to come are past the end of the list.
    exists: range !== null && range.first <= config().clock.now().toISOString().slice(0, 10),
    days: { previous: previous === null ? null : dayLink(previous), next: next === null ? null : dayLink(next) },
  }
}

const dayLink = (day: string): DayLink => ({ path: paths.day(day), label: dayInWords(day, 'short') })
