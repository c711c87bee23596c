import { z } from 'zod'
import { parseArxivId } from '../papers/arxiv-id'
import { onlyCategories, plausibleDate } from '../papers/draft'
import { cleanWords } from '../papers/text/clean-text'
import type { PaperDraft, Rejected } from '../papers/types'
import { tellsWithdrawal } from '../papers/withdrawal'

export const BULK_FORMATS = ['arxiv-dump', 'jsonl'] as const
export type BulkFormat = (typeof BULK_FORMATS)[number]

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

/** A date that somebody wrote for us is read or refused: passed over in silence, nobody would know that it is lacking. */
const date = text.transform((value, told) => {
  const read = value?.trim() ? plausibleDate(value) : null
  if (value?.trim() && !read) told.addIssue('is no date')
  return read
})

/** A line of the public arXiv metadata snapshot: categories with spaces between them, versions with their dates. */
const DumpLine = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  /** Last name, first names, suffix. */
  authors_parsed: z.array(z.array(z.string())),
  categories: z.string(),
  comments: text,
  'journal-ref': text,
  doi: text,
  license: text,
  /** A day. */
  update_date: text,
  versions: z.array(z.object({ version: z.string(), created: z.string() })).default([]),
})

const PlainLine = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()),
  submitted: date,
  updated: date,
  comments: text,
  doi: text,
})

/**
 * The paper that a line of a bulk file describes, or in one clause why it describes none. Whoever stores it checks it once more.
 * @param latest what is dated later is a mistake: its paper would be the newest of all for years
 */
export function readBulkLine(
  line: string,
  format: BulkFormat,
  latest: Date,
): { draft: PaperDraft } | { rejected: Rejected } {
  const read =
    format === 'arxiv-dump'
      ? DumpLine.transform(fromDump).safeParse(json(line))
      : PlainLine.transform(fromPlain).safeParse(json(line))
  if (!read.success) return { rejected: { id: namedBy(line), reason: faultOf(read.error) } }
  const paper = parseArxivId(read.data.id)
  if (!paper) return { rejected: { id: read.data.id.slice(0, 100), reason: 'has no identifier of arXiv' } }
  const draft = { ...read.data, id: paper.id }
  const tooLate = datesOf(draft).find((date) => date > latest)
  return tooLate ? { rejected: { id: paper.id, reason: `is dated ${dayOf(tooLate)}, in the future` } } : { draft }
}

const datesOf = ({ submittedAt, updatedAt, earlier = [] }: PaperDraft): Date[] =>
  [submittedAt, updatedAt, ...earlier.map((version) => version.submittedAt)].filter((date) => date !== null)

const dayOf = (date: Date) => date.toISOString().slice(0, 10)

function fromDump(line: z.output<typeof DumpLine>): PaperDraft {
  const dates = line.versions.map(({ created }) => plausibleDate(created))
  // Without any date a paper would be as new as this import.
  const known = dates.some((date) => date !== null) ? dates : [plausibleDate(line.update_date)]
  return {
    id: line.id,
    version: Math.max(line.versions.length, 1),
    titleSource: line.title,
    abstractSource: line.abstract,
    authors: line.authors_parsed.map(([last = '', first = '', suffix = '']) =>
      cleanWords(`${first} ${last} ${suffix}`).trim(),
    ),
    categories: onlyCategories(line.categories.split(/\s+/)),
    comments: line.comments,
    doi: line.doi,
    journalRef: line['journal-ref'],
    license: line.license,
    submittedAt: known[0] ?? null,
    updatedAt: dates.length > 1 ? (dates.at(-1) ?? null) : null,
    withdrawn: tellsWithdrawal(line.comments, line.abstract),
    // The texts are those of the last version.
    earlier: dates
      .slice(0, -1)
      .flatMap((submittedAt, index) => (submittedAt ? { version: index + 1, submittedAt } : [])),
  }
}

function fromPlain(line: z.output<typeof PlainLine>): PaperDraft {
  return {
    id: line.id,
    version: parseArxivId(line.id)?.version ?? null,
    titleSource: line.title,
    abstractSource: line.abstract,
    authors: line.authors.map((name) => cleanWords(name).trim()),
    categories: onlyCategories(line.categories),
    comments: line.comments,
    doi: line.doi,
    journalRef: null,
    license: null,
    submittedAt: line.submitted,
    updatedAt: line.updated,
  }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const namedBy = (line: string) => /"id"\s*:\s*"([^"]{1,100})"/.exec(line)?.[1] ?? 'a line without an id'

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue || issue.path.length === 0) return 'is not one JSON object'
  return `has no usable ${issue.path.map(String).join('.')}`
}
