import type { ListedFollow } from '@/lib/community/follows/list-follows'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Notice } from '../Notice'
import { Prose } from '../Prose'

/** What a reader follows, each with the way to let go of it. */
export function FollowsPage({ follows, fault }: { follows: readonly ListedFollow[]; fault?: string | undefined }) {
  return (
    <Prose title="What you follow">
      {fault && (
        <Notice kind="fault">
          <p>{fault}</p>
        </Notice>
      )}
      <p>
        People, lists, authors and categories, followed from their own pages. <a href={paths.following}>Their papers</a>{' '}
        stand on one page, with feeds and a digest. Nobody else sees what you follow.
      </p>
      {follows.length === 0 && <p>Nothing yet.</p>}
      <ul className="rows">
        {follows.map(({ id, kind, name, path }) => (
          <li key={id}>
            <p>
              {path ? <a href={path}>{name}</a> : name} <span className="hint">{kind}</span>
            </p>
            <form method="post" action={paths.follows}>
              <input type="hidden" name="follow" value={id} />
              <Button kind="quiet" name="act" value="unfollow" aria-label={`Let go of ${name}`}>
                Let go
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Prose>
  )
}

/** Beside the papers of what somebody follows. */
export function FollowingPanel() {
  return (
    <p className="hint">
      Only you see this page. <a href={paths.follows}>See and change what you follow</a>
    </p>
  )
}
