import { Prisma } from '@/generated/prisma/client'
import { nameKey } from '../accounts/public-name'
import { db } from '../database/client'
import { paths } from '../paths'

/** Who may read a list: its reader alone, whoever has its address, or everybody. */
export type Visibility = 'private' | 'shared' | 'public'

/** A list that a reader keeps, as its page tells of it. */
export interface ReaderList {
  id: string
  /** Names it in its address. */
  key: string
  name: string
  description: string | null
  visibility: Visibility
  readerId: string
  /** What its reader is called in public; null: they chose no name. */
  by: string | null
  /** Why a moderator hid it; null: nobody did. */
  hidden: string | null
}

/** The list of this key, whoever may read it; null: there is none. */
export async function findList(key: string, from: Prisma.TransactionClient = db()): Promise<ReaderList | null> {
  const row = await from.list.findUnique({ where: { key }, include: { reader: { select: { name: true } } } })
  if (!row) return null
  const { id, name, description, visibility, readerId, reader, hiddenAt, hiddenReason } = row
  return { id, key, name, description, visibility, readerId, by: reader.name, hidden: hiddenAt && (hiddenReason ?? '') }
}

/** SQL: papers (paper_id, at) of a list, and when each was put on it. */
export const listedBy = (key: string): Prisma.Sql => Prisma.sql`
  select e.paper_id, e.added_at as at from list_entries e join lists l on l.id = e.list_id where l.key = ${key}::uuid`

/** What a list says of these papers. */
export async function listNotes(key: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db().listEntry.findMany({
    where: { list: { key }, paperId: { in: [...ids] }, note: { not: null } },
    select: { paperId: true, note: true },
  })
  return new Map(rows.map(({ paperId, note }) => [paperId, note ?? '']))
}

/** Lists that stand on somebody's page. */
const SHOWN = 100

/** The public lists of whoever goes by a name, the newest first, as links. */
export async function listPublic(name: string): Promise<{ name: string; path: string }[]> {
  const rows = await db().list.findMany({
    where: { visibility: 'public', hiddenAt: null, reader: { nameKey: nameKey(name) } },
    select: { name: true, key: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  return rows.map((row) => ({ name: row.name, path: paths.list(row.key) }))
}
