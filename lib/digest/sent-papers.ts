import type { Prisma } from '@/generated/prisma/client'

interface Planned {
  readerId: string
  deliveryId: string
  papers: { id: string; version: number }[]
}

/** For each of these readers, which of these papers they were sent already. */
export const sentAmong = (tx: Prisma.TransactionClient, readerIds: string[], paperIds: string[]) =>
  tx.sentPaper.findMany({
    where: { readerId: { in: readerIds }, paperId: { in: paperIds } },
    select: { readerId: true, paperId: true },
  })

/**
 * Writes down which papers each mail brings its reader. Two digests of one reader may be composed at once: a paper stays in
 * the one that was written first.
 * @returns by delivery, the ids that stay, in their order
 */
export async function recordSent(
  tx: Prisma.TransactionClient,
  planned: Planned[],
  now: Date,
): Promise<Map<string, string[]>> {
  const rows = planned.flatMap(({ readerId, deliveryId, papers }) =>
    papers.map(({ id, version }) => ({ readerId, deliveryId, paperId: id, version })),
  )
  // In one order everywhere, so that two of these wait for each other and never in a circle.
  const written = await tx.$queryRaw<{ deliveryId: string; paperId: string }[]>`
    insert into sent_papers (reader_id, paper_id, version, delivery_id, sent_at)
    select r."readerId", r."paperId", r.version, r."deliveryId", ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("readerId" text, "paperId" text, version int, "deliveryId" uuid)
    order by r."readerId", r."paperId"
    on conflict do nothing returning delivery_id as "deliveryId", paper_id as "paperId"`
  const isWritten = new Set(written.map(({ deliveryId, paperId }) => `${deliveryId} ${paperId}`))
  return new Map(
    planned.map(({ deliveryId, papers }) => [
      deliveryId,
      papers.map(({ id }) => id).filter((id) => isWritten.has(`${deliveryId} ${id}`)),
    ]),
  )
}
