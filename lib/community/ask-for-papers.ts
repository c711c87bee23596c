import { isAdminAddress } from '../accounts/session'
import type { Clock } from '../clock'
import { db } from '../database/client'
import { UpstreamError } from '../errors'
import type { Arxiv } from '../ingest/arxiv-client'
import { readPage } from '../ingest/sources'
import { log } from '../log'
import { addPapers } from '../papers/add-papers'
import type { PaperDraft } from '../papers/types'
import { upvote } from '../papers/votes'
import { mayBeYoung } from './may-be-young'

export type Refusal = 'unknown' | 'withdrawn' | 'unusable'

/** The most that the query API takes at once without trouble. */
const IDS_A_CALL = 100
/** arXiv's index lags: a paper of this month that it does not have may come with its next ones. */
const PATIENCE_MS = 3 * 24 * 3_600_000
const ASK_AGAIN_MS = 30 * 60_000
/** Why something could not be had is told for so long. */
const REFUSED_MS = 30 * 24 * 3_600_000

interface Terms {
  now: Date
  maturityHours: number
}

/**
 * Asks arXiv's query API, in one request, for papers that readers wish for, and carries their wishes out: who asked first is the
 * submitter, and all of them vote for it. Twice or beside itself, with the same result.
 * @returns by identifier, why a paper did not come; nothing of those that did
 * @throws UpstreamError when arXiv gives nothing usable; the wishes stay
 */
export async function askForPapers(
  ids: readonly string[],
  arxiv: Arxiv,
  terms: Terms,
): Promise<Map<string, Refusal | 'later'>> {
  await db().askedPaper.updateMany({ where: { paperId: { in: [...ids] } }, data: { triedAt: terms.now } })
  const page = await readPage(arxiv, { id_list: ids.join(','), start: 0, max_results: ids.length })
  const drafts = new Map(page.papers.map((draft) => [draft.id, draft]))
  const refused = new Map<string, Refusal | 'later'>()
  for (const id of ids) {
    const why = await bring(id, drafts.get(id) ?? null, page.rejected.length > 0, terms)
    if (why) refused.set(id, why)
  }
  return refused
}

/** Brings one paper, or writes down why not. */
async function bring(
  id: string,
  draft: PaperDraft | null,
  isFaulty: boolean,
  terms: Terms,
): Promise<Refusal | 'later' | null> {
  const why = !draft ? (isFaulty ? 'unusable' : await whyMissing(id, terms.now)) : draft.withdrawn ? 'withdrawn' : null
  if (why === 'later') return why
  if (!why && draft && (await addPapers([draft], terms.now, { kind: 'record' })).rejected.length === 0) {
    await settle(id, terms)
    return null
  }
  const refused = why ?? 'unusable'
  await db().askedPaper.updateMany({ where: { paperId: id }, data: { refused } })
  return refused
}

/** A paper of these weeks is waited for, from when it was first asked for. */
async function whyMissing(id: string, now: Date): Promise<'unknown' | 'later'> {
  if (!mayBeYoung(id, now)) return 'unknown'
  const { _min } = await db().askedPaper.aggregate({ where: { paperId: id }, _min: { askedAt: true } })
  const since = _min.askedAt ?? now
  return now.getTime() - since.getTime() < PATIENCE_MS ? 'later' : 'unknown'
}

/**
 * The paper is here: the first wish becomes the submission, so that its reader's vote is known for what it is, and each a vote. The wishes go
 * last, so that nothing is lost on the way.
 */
async function settle(id: string, { now, maturityHours }: Terms): Promise<void> {
  const wishes = await db().askedPaper.findMany({
    where: { paperId: id },
    include: { reader: { select: { id: true, email: true, createdAt: true } } },
    orderBy: [{ askedAt: 'asc' }, { readerId: 'asc' }],
  })
  await db().$executeRaw`
    insert into submissions (paper_id, reader_id, note, submitted_at)
    select paper_id, reader_id, note, ${now}::timestamptz from asked_papers
    where paper_id = ${id} order by asked_at, reader_id limit 1 on conflict do nothing`
  for (const { reader, network } of wishes) {
    const isKnown = isAdminAddress(reader.email)
    await upvote(id, reader, now, isKnown ? 0 : maturityHours, isKnown ? null : network && new Uint8Array(network))
  }
  await db().askedPaper.deleteMany({
    where: { paperId: id, readerId: { in: wishes.map(({ readerId }) => readerId) } },
  })
}

interface Deps extends Omit<Terms, 'now'> {
  arxiv: Arxiv
  clock: Clock
}

/**
 * Asks for what readers wish for and arXiv did not give at once. A job's work: those that were asked for longest ago come first, in one
 * request. Forgets wishes that could not be met, after a month.
 * @returns how many were asked for, and how many came
 */
export async function fetchAsked({ arxiv, clock, maturityHours }: Deps): Promise<{ asked: number; came: number }> {
  const now = clock.now()
  await db().askedPaper.deleteMany({
    where: { refused: { not: null }, askedAt: { lt: new Date(now.getTime() - REFUSED_MS) } },
  })
  const again = new Date(now.getTime() - ASK_AGAIN_MS)
  const due = await db().$queryRaw<{ id: string; isHere: boolean }[]>`
    select w.paper_id as id, exists (select from papers p where p.id = w.paper_id) as "isHere"
    from asked_papers w where w.refused is null
    group by 1 having bool_and(w.tried_at is null or w.tried_at < ${again}::timestamptz) or exists (select from papers p where p.id = w.paper_id)
    order by min(w.tried_at) nulls first, 1 limit ${IDS_A_CALL}`
  const terms = { now, maturityHours }
  for (const { id, isHere } of due) if (isHere) await settle(id, terms)
  const missing = due.flatMap(({ id, isHere }) => (isHere ? [] : id))
  if (missing.length === 0) return { asked: 0, came: due.length }
  try {
    const refused = await askForPapers(missing, arxiv, terms)
    return { asked: missing.length, came: due.length - refused.size }
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    log.warn({ reason: error.message }, 'submitted papers could not be fetched yet')
    return { asked: missing.length, came: due.length - missing.length }
  }
}
