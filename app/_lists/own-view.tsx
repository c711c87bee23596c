import type { ReactNode } from 'react'
import { FollowingPanel } from '@/components/follows/FollowsPage'
import { GroupPanel } from '@/components/groups/GroupPanel'
import { ListPanel } from '@/components/lists/ListPanel'
import { feedReaderOf } from '@/lib/accounts/feed-reader'
import { readerOf } from '@/lib/accounts/session'
import { listGroups } from '@/lib/community/groups/list-groups'
import { paths } from '@/lib/paths'
import { viewTitle } from '@/lib/views/address'
import { findGroup } from '@/lib/views/groups'
import { isOwn, mayRead } from '@/lib/views/may-read'
import { findList } from '@/lib/views/reader-lists'
import type { View } from '@/lib/views/view'
import { answerProblem } from '../_answer/page'

/** What the page and the feeds of a view of some readers' own tell besides its entries. */
export interface OwnView {
  title: string
  lead: string | null
  panel: ReactNode
  /** Whether search engines may know of it. */
  isPublic: boolean
  /** Whether its entries can be changed by whoever asks. */
  isTheirs: boolean
}

/** Such a view for whoever asks; null: the view is everybody's. What is not for them is answered as if it were not there. */
export async function ownViewOf(request: Request, view: View, isFeed: boolean): Promise<OwnView | Response | null> {
  if (!isOwn(view)) return null
  const asker = isFeed ? await feedReaderOf(request) : ((await readerOf(request))?.id ?? null)
  if (!(await mayRead(view, asker))) return closed(request, view, asker)
  if (view.kind === 'group') return groupOf(view, asker)
  return view.kind === 'list' ? listOf(view.key, asker) : FOLLOWING
}

const FOLLOWING: OwnView = {
  title: 'What you follow',
  lead: null,
  panel: <FollowingPanel />,
  isPublic: false,
  isTheirs: false,
}

async function groupOf(view: View & { kind: 'group' }, asker: string | null): Promise<OwnView | null> {
  const group = await findGroup(view.name)
  return (
    group && {
      title: viewTitle({ ...view, name: group.name }),
      lead: null,
      panel: <GroupPanel group={group} me={asker ?? ''} />,
      isPublic: false,
      isTheirs: false,
    }
  )
}

async function listOf(key: string, asker: string | null): Promise<OwnView | null> {
  const list = await findList(key)
  if (!list) return null
  const isTheirs = asker === list.readerId
  return {
    title: list.name,
    lead: list.description,
    panel: <ListPanel list={list} isTheirs={isTheirs} isSignedIn={asker !== null} />,
    isPublic: list.visibility === 'public' && list.hidden === null,
    isTheirs,
  }
}

/** Told to everybody who is signed in, member or not: whether there is such a group is its members' business. */
async function whichGroups(asker: string): Promise<string> {
  const { mine } = await listGroups(asker)
  const yours = mine.map(({ name }) => name).join(', ')
  return `No group of yours goes by this name. Its keepers may have changed it, or taken you out. ${yours ? `Your groups are: ${yours}. They` : 'Your groups'} stand at ${paths.groups}.`
}

async function closed(request: Request, view: View, asker: string | null): Promise<Response> {
  const list = view.kind === 'list' ? await findList(view.key) : null
  const answer = await (list && list.visibility !== 'private' && list.hidden !== null
    ? answerProblem(request, 403, 'A moderator hid this list', `${list.hidden} What moderators do stands in the log.`)
    : answerProblem(
        request,
        404,
        'Nothing of yours lives at this address',
        view.kind === 'group' && asker
          ? await whichGroups(asker)
          : `It is no list, or it is for others. Some lists open to their readers only: sign in at ${paths.signIn}; feeds take a key from the settings.`,
      ))
  answer.headers.set('cache-control', 'private, no-store')
  return answer
}
