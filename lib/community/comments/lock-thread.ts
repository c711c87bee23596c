import type { Prisma } from '@/generated/prisma/client'

/**
 * Keeps out every other act on a paper's thread, and on its reader's account, until the transaction ends. All acts on comments lock in this order: first the
 * reader (as whoever votes or is forgotten), then the paper's standing, last the comment.
 * @returns the reader's name, whether there is such a paper, and what it was merged into
 */
export async function lockThread(
  tx: Prisma.TransactionClient,
  readerId: string,
  of: { paperId: string } | { commentId: string },
): Promise<{ name: string | null; isHere: boolean; mergedInto: string | null }> {
  const [reader] = await tx.$queryRaw<{ name: string | null }[]>`
    select name from readers where id = ${readerId} for no key update`
  const [standing] =
    'paperId' in of
      ? await tx.$queryRaw<Standing[]>`
          select merged_into as "mergedInto" from paper_standings where paper_id = ${of.paperId} for no key update`
      : await tx.$queryRaw<Standing[]>`
          select merged_into as "mergedInto" from paper_standings where paper_id = (select paper_id from comments where id = ${of.commentId}::uuid)
          for no key update`
  return {
    name: reader?.name ?? null,
    isHere: reader !== undefined && standing !== undefined,
    mergedInto: standing?.mergedInto ?? null,
  }
}

interface Standing {
  mergedInto: string | null
}
