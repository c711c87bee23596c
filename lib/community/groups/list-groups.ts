import { db } from '../../database/client'
import { canBeOpen, MOST_GROUPS } from './membership'

/** The groups of a reader by name, and those that whoever belongs to the site may join. */
export async function listGroups(
  readerId: string,
): Promise<{ mine: { name: string }[]; open: { name: string; invite: string }[] }> {
  const isMine = { members: { some: { readerId } } }
  const [mine, open] = await Promise.all([
    db().group.findMany({ where: isMine, select: { name: true }, orderBy: { name: 'asc' }, take: MOST_GROUPS }),
    canBeOpen()
      ? db().group.findMany({
          where: { isOpen: true, NOT: isMine },
          select: { name: true, invite: true },
          orderBy: { name: 'asc' },
          take: 100,
        })
      : [],
  ])
  return { mine, open }
}
