import { Prisma } from '@/generated/prisma/client'

/** Whom an act is going to tell of, besides: whoever wrote this comment, and whoever goes by one of these names. */
interface Told {
  answered: string | null
  keys: readonly string[]
}

/**
 * Keeps out every other act on a paper's thread, and on its reader's account, until the transaction ends. All acts on comments lock in this order
 * (docs/decisions/0058-one-order-of-locks.md): that no papers are merged, then the readers (as whoever votes or is forgotten), then the paper's standing, last
 * the comment.
 * @param told their accounts stay as well
 * @returns the reader's name, whether there is such a paper, and what it was merged into
 */
export async function lockThread(
  tx: Prisma.TransactionClient,
  readerId: string,
  of: { paperId: string } | { commentId: string },
  told: Told = { answered: null, keys: [] },
): Promise<{ name: string | null; isHere: boolean; mergedInto: string | null }> {
  await keepThreads(tx)
  const [reader] = await tx.$queryRaw<{ name: string | null }[]>`
    select name from readers where id = ${readerId} for no key update`
  if (told.answered !== null || told.keys.length > 0) await keepReaders(tx, told)
  const paper =
    'paperId' in of
      ? Prisma.sql`${of.paperId}`
      : Prisma.sql`(select paper_id from comments where id = ${of.commentId}::uuid)`
  const [standing] = await tx.$queryRaw<{ mergedInto: string | null }[]>`
    select merged_into as "mergedInto" from paper_standings where paper_id = ${paper} for no key update`
  return {
    name: reader?.name ?? null,
    isHere: reader !== undefined && standing !== undefined,
    mergedInto: standing?.mergedInto ?? null,
  }
}

/** Every comment stays on the paper where it is until the transaction ends. Any number do so at once; comes before all else that is held. */
export async function keepThreads(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtextextended('threads', 0))`
}

/** The same for whoever moves comments from paper to paper: alone, when all who keep them are done. */
export async function moveThreads(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('threads', 0))`
}

/** Rows that refer to them are written while the thread is held, for which whoever deletes one of these accounts waits meanwhile. */
async function keepReaders(tx: Prisma.TransactionClient, { answered, keys }: Told): Promise<void> {
  await tx.$executeRaw`
    select from readers where id in (
      select reader_id from comments where id = ${answered}::uuid union all select id from readers where name_key = any(${keys})
    ) order by id for key share`
}
