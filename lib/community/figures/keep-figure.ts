import type { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { log } from '../../log'
import type { EncodedFile } from './encode-figure'

export interface NewFigure {
  paperId: string
  alt: string
  small: EncodedFile
  wide: EncodedFile
}

/** `there`: the paper has one, and to put another in its place takes a reason. */
export type FigureOutcome = 'kept' | 'replaced' | 'removed' | 'there' | 'none' | 'not-found'

interface Act {
  by: string
  now: Date
}

/**
 * Gives a paper its picture, or another in place of the one that it has, which is a row of the public log with this reason. Of two at once without a
 * reason one is kept.
 */
export async function keepFigure(figure: NewFigure, why: string | null, { by, now }: Act): Promise<FigureOutcome> {
  const { paperId, alt, small, wide } = figure
  return db().$transaction(async (tx) => {
    const [paper] = await tx.$queryRaw<unknown[]>`select from papers where id = ${paperId} for key share`
    if (!paper) return 'not-found'
    const data = {
      ...{ readerId: by, alt, at: now },
      ...{ smallFile: small.file, smallWidth: small.width, smallHeight: small.height, small: small.bytes },
      ...{ wideFile: wide.file, wideWidth: wide.width, wideHeight: wide.height, wide: wide.bytes },
    }
    const { count } = await tx.figure.createMany({ data: { paperId, ...data }, skipDuplicates: true })
    if (count > 0) return 'kept'
    if (why === null) return 'there'
    await tx.figure.update({ where: { paperId }, data })
    await write(tx, 'replace-picture', paperId, why, { by, now })
    return 'replaced'
  })
}

/** Takes a picture away, bytes and all: a row of the public log with this reason. A second time there is none. */
export async function removeFigure(paperId: string, why: string, act: Act): Promise<FigureOutcome> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.figure.deleteMany({ where: { paperId } })
    if (count === 0) return 'none'
    await write(tx, 'remove-picture', paperId, why, act)
    return 'removed'
  })
}

async function write(tx: Prisma.TransactionClient, act: string, paperId: string, reason: string, { by, now }: Act) {
  await tx.moderationAct.create({ data: { at: now, by, act, reason, paperId } })
  log.info({ event: act, paper: paperId, by })
}
