import { z } from 'zod'
import { ARXIV_ID } from './arxiv-id'
import { foldToLine, foldToParagraphs, stripCharacters } from './text/characters'
import type { PaperDraft } from './types'

/** Archives of arXiv's taxonomy with an optional subject class; ACM and MSC codes, which also stand in feeds, do not fit. */
const CATEGORY = /^[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[A-Za-z]+)*)?$/

const FIRST_PAPER = Date.UTC(1991, 6, 1)
const LAST_PAPER = Date.UTC(2100, 0, 1)

/** One line of text out of anything that a source may hold, cut off where it gets too long. */
export const oneLine = (text: string, maxChars = Number.POSITIVE_INFINITY) =>
  foldToLine(stripCharacters(text.slice(0, maxChars)))

const paragraphs = (text: string) => foldToParagraphs(stripCharacters(text))

/** Whether a term can be one of arXiv's categories: `cs.LG`, `hep-th`. */
export const isCategory = (term: string) => CATEGORY.test(term)

/** Of a feed's category terms those that are arXiv's own, each once, in their order. */
export function onlyCategories(terms: readonly unknown[]): string[] {
  const named = terms.flatMap((term) => (typeof term === 'string' ? term.trim() : []))
  return [...new Set(named.filter(isCategory))]
}

/** An instant that an arXiv record can carry, or null. */
export function plausibleDate(text: unknown): Date | null {
  const instant = typeof text === 'string' ? Date.parse(text.trim()) : Number.NaN
  return instant >= FIRST_PAPER && instant < LAST_PAPER ? new Date(instant) : null
}

const text = (what: string, max: number, fold: (text: string) => string) =>
  z
    .string(`has no ${what}`)
    .transform(fold)
    .pipe(z.string().min(1, `has no ${what}`).max(max, `has a ${what} of more than ${max} characters`))
const fact = (what: string, max: number) =>
  z
    .string()
    .transform((value) => oneLine(value))
    .pipe(z.string().max(max, `has a ${what} of more than ${max} characters`))
    .nullable()
    .transform((value) => value || null)

/** What every source must bring for a paper; the messages complete the sentence "this entry …". */
const Draft = z.object({
  id: ARXIV_ID,
  version: z.number().int().min(1).max(10_000).nullable(),
  titleSource: text('title', 2_000, (title) => oneLine(title)),
  abstractSource: text('abstract', 40_000, paragraphs),
  authors: z
    .array(
      z
        .string()
        .transform((value) => oneLine(value))
        .pipe(z.string().max(500, 'has an author whose name is longer than 500 characters')),
    )
    .transform((names) => names.filter(Boolean))
    .pipe(z.array(z.string()).min(1, 'has no authors').max(20_000, 'has more than 20,000 authors')),
  categories: z
    .array(z.string())
    .transform(onlyCategories)
    .pipe(z.array(z.string()).min(1, 'has no category of arXiv').max(100, 'has more than 100 categories')),
  comments: fact('comment', 5_000),
  doi: fact('DOI', 1_000),
  journalRef: fact('journal reference', 2_000),
  license: fact('licence', 500),
  submittedAt: z.date().nullable(),
  updatedAt: z.date().nullable(),
  withdrawn: z.boolean().optional(),
  earlier: z
    .array(z.object({ version: z.number().int().min(1).max(10_000), submittedAt: z.date() }))
    .max(10_000)
    .optional(),
}) satisfies z.ZodType<PaperDraft, unknown>

/** The draft, or in one clause why it cannot be one. */
export function readDraft(fields: unknown): { draft: PaperDraft } | { reason: string } {
  const read = Draft.safeParse(fields)
  return read.success ? { draft: read.data } : { reason: read.error.issues[0]?.message ?? 'cannot be read' }
}
