import type { ListReading } from '@/components/reading/list-reading'
import { config } from '@/lib/config'
import type { PaperSummary } from '@/lib/papers/types'
import { arrivalSeconds, arrivedAt } from '@/lib/reading/arrival'
import { visitName } from '@/lib/reading/visits'
import { viewPath } from '@/lib/views/address'
import { countView } from '@/lib/views/list-view'
import type { View } from '@/lib/views/view'
import { withParameters } from './with-parameters'

/** What a page of a list tells its readers of their own reading. The same for everybody. */
export async function readingOf(
  view: View,
  papers: readonly PaperSummary[],
  shows: ListReading['shows'],
): Promise<ListReading> {
  const path = viewPath(view)
  const readAt = Math.floor(config().clock.now().getTime() / 1000)
  const arrived = Object.fromEntries(papers.map((paper) => [paper.id, arrivalSeconds(arrivedAt(paper))]))
  return {
    view: visitName(view),
    arrived,
    // All of the list as it is now, also what stands on its later pages; what arrives from now on is new.
    until: Math.max(readAt, ...Object.values(arrived)),
    byTime: view.kind === 'newest' || view.kind === 'category' || view.kind === 'author',
    // Whole days end; so does their progress (`lib/reading/judge-marks.ts`).
    total: view.kind === 'day' ? await countView(view) : null,
    shows,
    paths: {
      all: path,
      unseen: withParameters(path, { unseen: '1' }),
      withDismissed: withParameters(path, { dismissed: '1' }),
    },
  }
}
