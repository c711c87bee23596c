import { config } from '@/lib/config'
import { findLateListings } from '@/lib/ingest/late-listings'
import type { View } from '@/lib/views/view'

/** Lists on which somebody looks for what is new. */
const NEWS: readonly View['kind'][] = ['trending', 'newest', 'day']

/** What to say above a list when the newest papers are overdue; null: nothing. */
export const lateOn = (view: View): Promise<string | null> =>
  NEWS.includes(view.kind) ? findLateListings(config().categories, config().clock.now()) : Promise.resolve(null)
