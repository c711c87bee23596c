import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Personal } from '../Personal'
import type { ListReading } from './list-reading'

/** At the end of a list: says that its reader knows it up to its newest entry. */
export function MarkSeen({ reading: { until, paths: list }, back }: { reading: ListReading; back: string }) {
  const form = (
    <form method="post" action={paths.seen} className="mark-seen">
      <input type="hidden" name="view" value={list.all} />
      <input type="hidden" name="until" value={until} />
      <input type="hidden" name="back" value={back} />
      <Button kind="quiet">Mark all seen</Button>
    </form>
  )
  return <Personal mark="reader" no={null} yes={form} />
}
