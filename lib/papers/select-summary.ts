import type { Prisma } from '@/generated/prisma/client'
import type { PaperSummary } from './types'

/** The columns of a `PaperSummary`. */
export const summarySelect = {
  id: true,
  version: true,
  title: true,
  titleHtml: true,
  abstract: true,
  abstractHtml: true,
  authors: true,
  categories: true,
  primaryCategory: true,
  comments: true,
  submittedAt: true,
  updatedAt: true,
  announcedAt: true,
  firstSeenAt: true,
  withdrawn: true,
  sample: true,
  standing: { select: { votes: true, comments: true, mergedInto: true } },
} satisfies Prisma.PaperSelect

type Row = Prisma.PaperGetPayload<{ select: typeof summarySelect }>

/** A row read with `summarySelect`, as the rest of the house knows it. */
export const toSummary = ({ standing, ...paper }: Row): PaperSummary => ({
  ...paper,
  abstractHtml: paper.abstractHtml ?? paper.abstract,
  votes: standing?.votes ?? 0,
  discussed: standing?.comments ?? 0,
  mergedInto: standing?.mergedInto ?? null,
})
