import { paths } from '@/lib/paths'
import { Prose } from '../Prose'

/** A link that is genuine and of no use any more: what to do instead. */
export function LinkOverPage({ view }: { view: string }) {
  return (
    <Prose title="This link is over">
      <p>
        It was good for a while only, or the subscription it belongs to has ended. Nothing was changed, and nothing is
        sent because of it.
      </p>
      <p>
        <a href={paths.subscribeTo(view)}>Ask for the digest again</a>, and a new link comes by mail.
      </p>
    </Prose>
  )
}
