import { z } from 'zod'
import { config } from '../config'
import type { MailInput } from '../mail/kinds'
import { MailPaper } from '../mail/kinds'
import { formulasShownReadable, mathToReadable } from '../papers/text/math-to-readable'
import type { PaperSummary } from '../papers/types'
import { absolute, paths } from '../paths'
import { titleOf } from '../subscriptions/describe'
import { SHAPES, USUAL } from '../subscriptions/request'
import { dayInWords } from '../views/calendar'
import type { Candidate } from './candidates'
import { whyOfList } from './why'

const SHOWN_AUTHORS = 5
/** Papers that the public page of an issue shows: what a reader gets who was sent nothing before and did not choose otherwise. */
export const EDITION = USUAL.papers
const SAMPLE_NOTE = 'These are sample papers that come with the program: arXiv could not be reached yet.'

/** What all mails of an issue share, frozen when it is composed, so that a retry sends the same words. */
export const IssueContent = z.object({
  siteName: z.string(),
  heading: z.string(),
  /** Address of the view. */
  view: z.string(),
  /** Every paper that stands in a mail of this issue. */
  papers: z.array(MailPaper),
  /** Ids of what a reader gets who was sent nothing before: the issue as its public page shows it. */
  edition: z.array(z.string()),
  notes: z.array(z.string()),
})
export type IssueContent = z.infer<typeof IssueContent>

/** What is one reader's own in a mail of an issue, frozen with it. */
export const DeliveryContent = z.object({
  /** Ids among the issue's papers. */
  papers: z.array(z.string()).min(1),
  /** The reader's day, by their zone. */
  day: z.iso.date(),
  shape: z.enum(SHAPES).default(USUAL.shape),
  /** The reader's own for this digest; null: the heading of the issue. */
  name: z.string().nullable().default(null),
})
export type DeliveryContent = z.infer<typeof DeliveryContent>

/** What an issue is made of, as far as its mails tell. */
interface MadeOf {
  candidates: readonly Candidate[]
  covers: readonly string[]
  missing: readonly string[]
}

/** An issue of a view as of now, with these papers. */
export function issueOf(view: string, papers: readonly PaperSummary[], made: MadeOf): IssueContent {
  const whyOf = whyOfList(view, made.candidates)
  return {
    siteName: config().siteName,
    heading: titleOf(view),
    view,
    papers: papers.map((paper) => ({ ...mailPaper(paper), why: whyOf(paper) })),
    edition: made.candidates.slice(0, EDITION).map(({ id }) => id),
    notes: notesOf(papers, made),
  }
}

/** Issue and delivery together: what the mail shows. */
export function digestOf(issue: IssueContent, { papers, day, shape, name }: DeliveryContent): MailInput['digest'] {
  const byId = new Map(issue.papers.map((paper) => [paper.id, paper]))
  return {
    siteName: issue.siteName,
    heading: name ?? issue.heading,
    subtitle: dayInWords(day),
    papers: papers.flatMap((id) => byId.get(id) ?? []),
    viewUrl: absolute(issue.view),
    shape,
    notes: issue.notes,
  }
}

function notesOf(papers: readonly PaperSummary[], { covers, missing }: MadeOf): string[] {
  const newest = covers.at(-1)
  const late = newest && missing.length > 0 ? [missingNote(newest, missing)] : []
  const areSamples = papers.length > 0 && papers.every(({ sample }) => sample)
  return [...(areSamples ? [SAMPLE_NOTE] : []), ...late]
}

const missingNote = (day: string, missing: readonly string[]) =>
  `arXiv’s listing of ${dayInWords(day, 'short')} was not complete when this was sent: ${missing.join(', ')}. What it still holds comes with the next digest.`

function mailPaper(paper: PaperSummary): MailPaper {
  const formulas = formulasShownReadable(`${paper.title}\n${paper.abstract}`)
  return {
    id: paper.id,
    url: absolute(paths.paper(paper.id)),
    title: mathToReadable(paper.title),
    abstract: mathToReadable(paper.abstract),
    authors: authorsInWords(paper.authors),
    categories: paper.categories,
    votes: paper.votes,
    formulas,
    readable: formulas.map(mathToReadable),
    ...(paper.figure && { figure: { alt: paper.figure.alt, ...paper.figure.small } }),
  }
}

function authorsInWords(authors: readonly string[]): string {
  const more = authors.length - SHOWN_AUTHORS
  return authors.slice(0, SHOWN_AUTHORS).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
