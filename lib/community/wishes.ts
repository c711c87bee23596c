import { db } from '../database/client'
import type { Refusal } from './ask-for-papers'

/** Wishes that a reader is shown. */
const SHOWN = 20

/** Where a paper stands with the reader who wished for it. */
export type WishState =
  | { status: 'submitted' | 'known'; id: string; title: string; votes: number }
  | { status: 'asked'; id: string }
  | { status: 'refused'; id: string; why: Refusal }

/** What became of a reader's wish for a paper; null: they did not wish for it, and do not vote for it. */
export async function findWish(id: string, readerId: string): Promise<WishState | null> {
  const paper = await db().paper.findUnique({
    where: { id },
    select: {
      title: true,
      standing: { select: { votes: true } },
      submission: { select: { readerId: true } },
      votes: { where: { readerId }, select: { readerId: true } },
    },
  })
  if (paper) {
    const isTheirs = paper.submission?.readerId === readerId
    if (!isTheirs && paper.votes.length === 0) return null
    return { status: isTheirs ? 'submitted' : 'known', id, title: paper.title, votes: paper.standing?.votes ?? 0 }
  }
  const wish = await db().askedPaper.findUnique({ where: { paperId_readerId: { paperId: id, readerId } } })
  return wish && stateOf(wish)
}

/** What a reader wished for and did not get yet, the newest first. */
export async function listWishes(readerId: string): Promise<WishState[]> {
  const wishes = await db().askedPaper.findMany({ where: { readerId }, orderBy: { askedAt: 'desc' }, take: SHOWN })
  return wishes.map(stateOf)
}

const stateOf = ({ paperId: id, refused }: { paperId: string; refused: string | null }): WishState =>
  refused ? { status: 'refused', id, why: refused as Refusal } : { status: 'asked', id }
