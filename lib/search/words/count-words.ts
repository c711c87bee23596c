import type { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { wordsOf } from './words-of'

/** In one transaction: many enough that a frequent word is written seldom, few enough for a second or two. */
const CHUNK = 1_000
const MAX_CHUNK_MS = 60_000

/**
 * Counts the words of papers that are new since the last time. A job's work: it may run beside itself, or be killed, and counts each
 * paper once. What a later version of a paper says is not counted again: this is for spelling, and close is enough.
 * @returns how many papers were counted
 */
export async function countWords(signal?: AbortSignal): Promise<number> {
  let counted = 0
  for (;;) {
    signal?.throwIfAborted()
    const done = await db().$transaction(countChunk, { timeout: MAX_CHUNK_MS })
    counted += done
    if (done < CHUNK) return counted
  }
}

async function countChunk(tx: Prisma.TransactionClient): Promise<number> {
  const papers = await tx.$queryRaw<{ text: string }[]>`
    with taken as (
      delete from uncounted_papers where paper_id in (
        select paper_id from uncounted_papers order by paper_id limit ${CHUNK} for update skip locked
      ) returning paper_id
    )
    select coalesce(p.title || e'\n\n' || p.abstract, '') as text from taken t left join papers p on p.id = t.paper_id`
  const counts = new Map<string, number>()
  for (const { text } of papers) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const rows = [...counts].map(([word, holding]) => ({ word, papers: holding }))
  // In one order, so that two workers do not wait for each other in a circle.
  await tx.$executeRaw`
    insert into corpus_words as known (word, papers)
    select word, papers from json_to_recordset(${JSON.stringify(rows)}::json) as told(word text, papers int) order by word
    on conflict (word) do update set papers = known.papers + excluded.papers`
  return papers.length
}
