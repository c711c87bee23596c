import type { Prisma } from '@/generated/prisma/client'
import type { PaperFacts } from './reconcile'
import type { PaperDraft } from './types'

/** A paper as it is stored (null: not yet) and as it is to be. */
export interface PaperChange {
  before: PaperFacts | null
  after: PaperFacts
  /** What told of it. */
  draft?: PaperDraft | undefined
}

/** A statement that is still to be run. */
export interface Write {
  /** As `Ask` takes it. */
  name: string
  statement: Prisma.Sql
}
