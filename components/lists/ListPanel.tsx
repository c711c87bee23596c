import { paths } from '@/lib/paths'
import type { ReaderList, Visibility } from '@/lib/views/reader-lists'
import { Button } from '../Button'
import { FollowForm } from '../follows/FollowForm'
import { Notice } from '../Notice'
import { ListFields } from './ListFields'

interface ListPanelProps {
  list: ReaderList
  /** Whether who reads it keeps it. */
  isTheirs: boolean
  isSignedIn: boolean
}

const SEEN_BY: Record<Visibility, string> = {
  private: 'Only you see this list.',
  shared: 'Whoever has this address can read this list.',
  public: 'Everybody can read this list; it stands on your page.',
}

/** Whose list it is, who reads it, and what can be done with it. */
export function ListPanel({ list, isTheirs, isSignedIn }: ListPanelProps) {
  if (isTheirs) return <OwnersPart list={list} />
  return (
    <>
      <p className="hint">
        {list.by ? (
          <>
            A list of <a href={paths.person(list.by)}>{list.by}</a>.
          </>
        ) : (
          'A reader’s list.'
        )}{' '}
        {isSignedIn && <a href={paths.reportList(list.key)}>Report it</a>}
      </p>
      <FollowForm path={paths.list(list.key)} />
    </>
  )
}

function OwnersPart({ list }: { list: ReaderList }) {
  const { key, name, description, visibility, hidden } = list
  return (
    <>
      {hidden !== null && (
        <Notice kind="fault">
          <p>A moderator hid this list from everybody but you: {hidden}</p>
        </Notice>
      )}
      <p className="hint">
        {SEEN_BY[visibility]} <a href={paths.lists}>All your lists</a>
      </p>
      <details>
        <summary>Change or delete this list</summary>
        <div className="prose">
          <form method="post" action={paths.list(key)} className="stack">
            <ListFields values={{ name, description: description ?? '', visibility }} />
            <Button kind="quiet" name="act" value="change">
              Change it
            </Button>
          </form>
          <form method="post" action={paths.list(key)} className="stack">
            <p className="field">
              <label>
                <input type="checkbox" name="sure" value="yes" required /> Delete the list with its notes. The papers
                stay; this cannot be undone.
              </label>
            </p>
            <Button kind="quiet" name="act" value="delete">
              Delete it
            </Button>
          </form>
        </div>
      </details>
    </>
  )
}
