import { db } from '../database/client'
import { announcementTick } from './announcement-clock'
import { RANKING } from './constants'
import { kindInWords } from './kinds'
import { worthAt } from './term'

/** What one kind of act on one day adds. */
export interface ExplainedPart {
  kind: string
  name: string
  /** UTC. */
  day: string
  /** How many acts. */
  acts: number
  /** In votes, as they were given. */
  weight: number
  /** In votes, as they are worth now: halved with every half-life that passed. */
  worth: number
}

/** Where a paper stands in field-fair lists, as of the last batch. */
export interface FairStanding {
  /** What it was measured against, and how many papers that had. */
  field: string
  papers: number
  /** All that was done for it then, in votes. */
  weight: number
  /** log2 of one in how many papers have so much: what it weighs in place of that. */
  rarity: number
}

/** Why a paper stands where it does. */
export interface Explanation {
  at: Date
  /** What lists are sorted by. */
  score: number
  /** The same as it is shown: in votes given now, `2^(score - halvings)`. The parts add up to it. */
  heat: number
  /** Half-lives on the announcement clock, from its first tick to the instant. */
  halvings: number
  /** What it began with first, its announcement as a rule; then by day, the newest first. */
  parts: ExplainedPart[]
  /** Votes that do not rank, and why. */
  uncounted: { reason: string; votes: number }[]
  /** Null: not measured yet. */
  fair: FairStanding | null
}

/** The terms of a paper's score at an instant, by kind and day; null when it is not here. */
export async function explain(paperId: string, at: Date): Promise<Explanation | null> {
  const standing = await db().paperStanding.findUnique({
    where: { paperId },
    include: { paper: { select: { announcedAt: true, submittedAt: true } } },
  })
  if (!standing) return null
  const now = announcementTick(at)
  const [terms, uncounted, fair] = await Promise.all([
    listTerms(paperId, now),
    listUncounted(paperId),
    findFair(paperId),
  ])
  const listed = { tick: standing.listedTick, weight: RANKING.newcomer }
  const begins = {
    kind: 'listed',
    day: standing.listedAt.toISOString().slice(0, 10),
    acts: 1,
    weight: listed.weight,
    worth: worthAt(listed, now),
    name: beginningOf(standing.paper),
  }
  return {
    at,
    score: standing.score,
    heat: 2 ** (standing.score - now / RANKING.halfLifeDays),
    halvings: now / RANKING.halfLifeDays,
    parts: [begins, ...terms.map((term) => ({ ...term, name: kindInWords(term.kind) }))],
    uncounted,
    fair,
  }
}

/** The day of a paper that no listing brought is another one. */
const beginningOf = ({ announcedAt, submittedAt }: { announcedAt: Date | null; submittedAt: Date | null }) =>
  announcedAt ? kindInWords('listed') : submittedAt ? 'Submitted' : 'First here'

const listTerms = (paperId: string, now: number) => db().$queryRaw<Omit<ExplainedPart, 'name'>[]>`
  select kind, ("at" at time zone 'UTC')::date::text as day, count(*)::int as acts, sum(weight) as weight,
    sum(weight * power(2::double precision, greatest((tick - ${now}::double precision) / ${RANKING.halfLifeDays}::double precision, -200)))
      as worth
  from score_terms where paper_id = ${paperId} and weight > 0
  group by 1, 2 order by 2 desc, 1`

const REASONS: Readonly<Record<string, string>> = {
  age: 'of accounts that are too young; they count when these are old enough',
  author: 'of its own authors, who are shown and do not rank',
  import: 'brought along by their readers from another site',
  network: 'of newcomers, too many of whom came from one network',
  submitter: 'of the reader who brought it here, whose own vote is shown and does not rank',
}

async function listUncounted(paperId: string): Promise<Explanation['uncounted']> {
  const rows = await db().$queryRaw<{ held: string; votes: number }[]>`
    select held, count(*)::int as votes from votes where paper_id = ${paperId} and held is not null group by held order by held`
  return rows.map(({ held, votes }) => ({ reason: REASONS[held] ?? held, votes }))
}

async function findFair(paperId: string): Promise<FairStanding | null> {
  const place = await db().fairPlace.findUnique({ where: { paperId } })
  if (!place || place.field === null) return null
  return { field: place.field, papers: place.fieldPapers, weight: place.weight, rarity: place.rarity }
}

/** The parts as a table for programs (RFC 4180). */
export function explanationCsv({ parts, heat }: Explanation): string {
  const lines = parts.map(({ kind, day, acts, weight, worth }) => [kind, day, acts, weight, worth])
  return [['kind', 'day', 'acts', 'weight', 'worth'], ...lines, ['sum', '', '', '', heat]]
    .map((line) => `${line.join(',')}\r\n`)
    .join('')
}
