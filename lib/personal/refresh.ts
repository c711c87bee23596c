import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { listStale, type StaleList } from './acts'
import { type Example, learn, type Model, type Score, scoreOf } from './model'
import { wordsOf } from './words'

/** How far back a personal list goes. */
const PERSONAL_DAYS = 31
/** Papers liked before anything is learned: two or three are no taste yet. */
export const LEAST_LIKED = 5
/** Of so many papers the list holds one, the best. */
const ONE_OF = 20
const MOST_LISTED = 500
/** Papers beside the reader's own that show what most papers are like. */
const BACKGROUND = 1_500
/** “Not for me” says more than a paper that was never looked at. */
const DISLIKED_WEIGHT = 5
const LISTS_AT_ONCE = 100
const PAPERS_AT_ONCE = 500
const DAY_MS = 24 * 3_600_000

interface Learned extends StaleList {
  model: Model
  best: (Score & { id: string })[]
}

/**
 * Learns the personal lists whose readers did something since, and scores the papers of the last 31 days for them and for those
 * that new papers came for. A job's work; running it twice or beside itself gives the same.
 * @returns how many lists were made anew
 */
export async function refreshPersonalLists(now: Date, signal?: AbortSignal): Promise<number> {
  const newest = await db().paper.aggregate({ _max: { firstSeenAt: true } })
  const until = newest._max.firstSeenAt
  if (!until) return 0
  let refreshed = 0
  for (;;) {
    const stale = await listStale(until, LISTS_AT_ONCE)
    if (stale.length === 0 || signal?.aborted) return refreshed
    const background = await readBackground()
    const lists: Learned[] = []
    for (const list of stale) lists.push({ ...list, model: await modelOf(list, background), best: [] })
    const seen = await scoreAll(lists, now, signal)
    if (signal?.aborted) return refreshed
    for (const list of lists) await store(list, bestOf(list, seen), { now, until })
    refreshed += lists.length
  }
}

interface Text {
  id: string
  title: string
  abstract: string
}

const textOf = { id: true, title: true, abstract: true } satisfies Prisma.PaperSelect

const readBackground = () =>
  db().paper.findMany({ orderBy: [{ firstSeenAt: 'desc' }, { id: 'desc' }], take: BACKGROUND, select: textOf })

async function modelOf({ liked, disliked }: StaleList, background: Text[]): Promise<Model> {
  if (liked.length < LEAST_LIKED) return { bias: 0, words: {} }
  const own = await db().paper.findMany({
    where: { id: { in: [...liked, ...disliked] } },
    orderBy: { id: 'asc' },
    select: textOf,
  })
  const [likes, known] = [new Set(liked), new Set([...liked, ...disliked])]
  const example = (paper: Text, isLiked: boolean, weight: number): Example => ({
    words: wordsOf(paper),
    liked: isLiked,
    weight,
  })
  return learn([
    ...own.map((paper) => example(paper, likes.has(paper.id), likes.has(paper.id) ? 1 : DISLIKED_WEIGHT)),
    ...background.filter(({ id }) => !known.has(id)).map((paper) => example(paper, false, 1)),
  ])
}

/** Walks once through the papers of these days, whatever the number of lists. @returns how many they are */
async function scoreAll(lists: Learned[], now: Date, signal: AbortSignal | undefined): Promise<number> {
  const since = new Date(now.getTime() - PERSONAL_DAYS * DAY_MS)
  let seen = 0
  let after = ''
  for (;;) {
    const papers: Text[] = await db().paper.findMany({
      where: { id: { gt: after }, withdrawn: false, standing: { listedAt: { gt: since }, mergedInto: null } },
      orderBy: { id: 'asc' },
      take: PAPERS_AT_ONCE,
      select: textOf,
    })
    for (const paper of papers) scoreFor(lists, paper)
    seen += papers.length
    after = papers.at(-1)?.id ?? after
    if (papers.length < PAPERS_AT_ONCE || signal?.aborted) return seen
  }
}

function scoreFor(lists: Learned[], paper: Text): void {
  const words = wordsOf(paper)
  for (const { model, best } of lists) {
    const score = scoreOf(model, words)
    // Nothing that the reader liked has a word of it.
    if (score.words.length > 0) best.push({ id: paper.id, ...score })
    if (best.length > 4 * MOST_LISTED) best.sort(byScore).splice(MOST_LISTED)
  }
}

const bestOf = ({ best }: Learned, seen: number) =>
  best.sort(byScore).slice(0, Math.min(MOST_LISTED, Math.max(ONE_OF, Math.ceil(seen / ONE_OF))))

const byScore = (a: Learned['best'][number], b: Learned['best'][number]) => b.score - a.score || (a.id < b.id ? 1 : -1)

async function store(
  { readerId, version, liked, disliked, model }: Learned,
  best: Learned['best'],
  { now, until }: { now: Date; until: Date },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.personalList.updateMany({
      where: { readerId },
      data: {
        learnedVersion: version,
        learnedAt: now,
        scoredUntil: until,
        liked: liked.length,
        disliked: disliked.length,
        bias: model.bias,
        words: model.words,
      },
    })
    // Its reader did away with it meanwhile.
    if (count === 0) return
    await tx.personalScore.deleteMany({ where: { readerId } })
    await tx.$executeRaw`
      insert into personal_scores (reader_id, paper_id, score, words)
      select ${readerId}, b.id, b.score, array(select jsonb_array_elements_text(b.words))
      from jsonb_to_recordset(${JSON.stringify(best)}::jsonb) as b(id text, score int, words jsonb)
      where exists (select from papers p where p.id = b.id)`
  })
}
