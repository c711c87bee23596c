import { db } from '../../database/client'
import { paths } from '../../paths'
import { titleOf } from '../../subscriptions/describe'
import { MOST_FOLLOWS } from './follow'

/** Something that a reader follows, for them. */
export interface ListedFollow {
  id: string
  kind: 'person' | 'list' | 'author' | 'category'
  name: string
  /** Null: its keeper closed it; nothing comes of it. */
  path: string | null
  followedAt: Date
}

/** All that a reader follows, the last first, and the key of the view of it. */
export async function listFollows(readerId: string): Promise<{ key: string; follows: ListedFollow[] }> {
  const { followingKey, follows } = await db().reader.findUniqueOrThrow({
    where: { id: readerId },
    select: {
      followingKey: true,
      follows: {
        include: { person: { select: { name: true } }, list: true },
        orderBy: [{ followedAt: 'desc' }, { id: 'desc' }],
        take: MOST_FOLLOWS,
      },
    },
  })
  return {
    key: followingKey,
    follows: follows.map(({ id, followedAt, person, list, view }) => {
      if (list) return { id, followedAt, kind: 'list', ...shownList(list) }
      if (view) return { id, followedAt, kind: kindOf(view), name: titleOf(view), path: view }
      const name = person?.name ?? null
      return {
        id,
        followedAt,
        kind: 'person',
        name: name ?? 'somebody without a name',
        path: name && paths.person(name),
      }
    }),
  }
}

const kindOf = (view: string) => (view.startsWith('/authors/') ? 'author' : 'category')

/** What a list is called is its keeper's business again when it is closed. */
const shownList = ({
  name,
  key,
  visibility,
  hiddenAt,
}: {
  name: string
  key: string
  visibility: string
  hiddenAt: Date | null
}) =>
  visibility === 'private' || hiddenAt
    ? { name: 'a list that is closed now', path: null }
    : { name, path: paths.list(key) }
