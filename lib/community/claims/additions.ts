import { z } from 'zod'
import { db } from '../../database/client'
import type { ClaimState } from './claim'

const MAX_NOTE_LENGTH = 500
const oneLine = (text: string) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()

/** A place elsewhere: https, or nothing. */
const WebAddress = z
  .string()
  .max(500, 'It takes at most 500 characters.')
  .default('')
  .transform(oneLine)
  .refine(
    (text) => text === '' || /^https:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+([/?#]\S*)?$/i.test(text),
    'It takes an https:// address.',
  )
  .refine((text) => text === '' || URL.canParse(text), 'It takes an https:// address.')
  .transform((text) => (text === '' ? null : new URL(text).href))

/** What an author adds to a paper. */
export const Additions = z.object({
  code: WebAddress,
  project: WebAddress,
  note: z
    .string()
    .default('')
    .transform(oneLine)
    .refine(
      (text) => text.length <= MAX_NOTE_LENGTH && text.isWellFormed(),
      `It takes at most ${MAX_NOTE_LENGTH} characters.`,
    )
    .transform((text) => text || null),
})
export type Additions = z.output<typeof Additions>

/** What the authors of a paper added to it, as everybody sees it. */
export interface ShownAddition extends Additions {
  /** As the paper names them. */
  author: string
}

/** Changes what this reader added to a paper that is theirs. @returns false when it is not */
export async function addToPaper(readerId: string, paperId: string, additions: Additions): Promise<boolean> {
  const { count } = await db().claim.updateMany({ where: { readerId, paperId, state: 'granted' }, data: additions })
  return count > 0
}

/** Everything that authors added to a paper. */
export const listAdditions = (paperId: string): Promise<ShownAddition[]> =>
  db().claim.findMany({
    where: {
      paperId,
      state: 'granted',
      OR: [{ code: { not: null } }, { project: { not: null } }, { note: { not: null } }],
    },
    select: { author: true, code: true, project: true, note: true },
    orderBy: [{ claimedAt: 'asc' }, { id: 'asc' }],
  })

/** A claim as its reader sees it. */
export interface OwnClaim extends Additions {
  id: string
  paperId: string
  title: string
  author: string
  state: ClaimState
  /** Of whoever decided last; null: nobody did. */
  reason: string | null
}

/** The reader's claims, the newest first. */
export async function listOwnClaims(readerId: string): Promise<OwnClaim[]> {
  const rows = await db().claim.findMany({
    where: { readerId },
    orderBy: [{ claimedAt: 'desc' }, { id: 'asc' }],
    take: 500,
    include: {
      paper: { select: { title: true } },
      acts: { orderBy: { at: 'desc' }, where: { act: { in: ['grant', 'refuse'] } }, take: 1 },
    },
  })
  return rows.map(({ id, paperId, author, state, code, project, note, paper, acts }) => ({
    ...{ id, paperId, author, code, project, note },
    state: state as ClaimState,
    title: paper.title,
    reason: acts[0]?.reason ?? null,
  }))
}

/** Whether this reader is a known author of the paper. */
export const isAuthorOf = async (readerId: string, paperId: string): Promise<boolean> =>
  (await db().claim.count({ where: { readerId, paperId, state: 'granted' } })) > 0

/** The names on a paper, for whoever says to be one of them; null: it is not here. */
export async function authorsOf(paperId: string): Promise<{ title: string; authors: string[] } | null> {
  return db().paper.findUnique({ where: { id: paperId }, select: { title: true, authors: true } })
}
