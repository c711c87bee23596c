import { db } from '../../database/client'
import type { CommentText } from '../comments/comment-text'

/** Why a reader is banned; null: they are not. */
export async function findBan(readerId: string): Promise<string | null> {
  const row = await db().ban.findUnique({ where: { readerId }, select: { reason: true } })
  return row?.reason ?? null
}

/** Why nothing can be added to a paper's thread; null: it can. */
export async function findLock(paperId: string): Promise<string | null> {
  const row = await db().threadLock.findUnique({ where: { paperId }, select: { reason: true } })
  return row?.reason ?? null
}

export interface TextRule {
  kind: string
  value: string
  reason: string
}

const MAX_RULES = 500

export const listRules = (): Promise<TextRule[]> =>
  db().textRule.findMany({
    select: { kind: true, value: true, reason: true },
    orderBy: [{ kind: 'asc' }, { value: 'asc' }],
    take: MAX_RULES,
  })

/** What the first rule that a comment breaks says to who wrote it; null: it breaks none. */
export async function findBroken(text: Pick<CommentText, 'source' | 'hosts'>): Promise<string | null> {
  const broken = (await listRules()).find((rule) => breaks(text, rule))
  return broken ? `A rule of this site refuses the ${broken.kind} “${broken.value}”: ${broken.reason}` : null
}

/** A domain stands for those below it, too; a word for itself as a whole, in any case and width. */
function breaks({ source, hosts }: Pick<CommentText, 'source' | 'hosts'>, { kind, value }: TextRule): boolean {
  if (kind === 'domain') return hosts.some((host) => host === value || host.endsWith(`.${value}`))
  const words = source.normalize('NFKC').toLowerCase()
  for (let at = words.indexOf(value); at >= 0; at = words.indexOf(value, at + 1)) {
    if (!LETTER.test(words[at - 1] ?? '') && !LETTER.test(words[at + value.length] ?? '')) return true
  }
  return false
}

const LETTER = /[\p{L}\p{N}]/u
