import { paths } from '@/lib/paths'
import { Button } from '../Button'

/** Follows what lives at an address. The same for everybody; what one follows stands on a page of its own. */
export function FollowForm({ path }: { path: string }) {
  return (
    <form method="post" action={paths.follows}>
      <input type="hidden" name="what" value={path} />
      <Button kind="quiet" name="act" value="follow">
        Follow
      </Button>
    </form>
  )
}
