import { Prisma } from '@/generated/prisma/client'
import type { Clock } from '../clock'
import { db } from '../database/client'
import { log } from '../log'
import { CLOCK_VERSION, RANKING } from './constants'
import { lockStandingsOf, scoresFromTerms } from './rescore'
import { FIRST_STEP, stepAfter } from './step-size'
import { clockTable, tickSql } from './tick-sql'

export interface Recounted {
  /** Papers looked at by this run. */
  checked: number
  /** Of them, those whose counts or score were not what readers and signals did. */
  corrected: number
  /** False: interrupted; the next run goes on. */
  finished: boolean
}

interface Deps {
  clock: Clock
  signal?: AbortSignal
  /** In milliseconds: by it steps are as large as the machine is fast. */
  stopwatch?: () => number
}

const VERSIONS = { version: RANKING.version, clockVersion: CLOCK_VERSION }
/** The lock and five statements, each of which may take the 30 s that any has. */
const MAX_STEP_MS = 180_000
/** Sums of the same terms in another order differ by less. */
const TOLERANCE = 1e-9
/** In the quiet hours after announcement and sweep (UTC). */
const NIGHT_HOUR = 4

/** Where rows hold an instant and its tick. Each table has a column `paper_id`. */
const TICKED = [
  { table: Prisma.sql`paper_standings`, instant: Prisma.sql`listed_at`, tick: Prisma.sql`listed_tick` },
  { table: Prisma.sql`votes`, instant: Prisma.sql`created_at`, tick: Prisma.sql`tick` },
  { table: Prisma.sql`ended_votes`, instant: Prisma.sql`created_at`, tick: Prisma.sql`tick` },
  { table: Prisma.sql`observations`, instant: Prisma.sql`at`, tick: Prisma.sql`tick` },
  { table: Prisma.sql`picks`, instant: Prisma.sql`picked_at`, tick: Prisma.sql`tick` },
]

/** A recount, when the night's is due, one is under way, or the scores are of another version; else null. Beside itself it does no harm. */
export async function recountWhenDue(deps: Deps): Promise<Recounted | null> {
  const now = deps.clock.now()
  const state = await readState()
  const tonight = new Date(now)
  tonight.setUTCHours(NIGHT_HOUR, 0, 0, 0)
  const isDue =
    isOfAnother(state) ||
    state.recountAfter !== null ||
    (now >= tonight && (state.recountedAt ?? new Date(0)) < tonight)
  return isDue ? recount(deps) : null
}

/**
 * Counts all votes and comments and adds up all scores anew, a step of papers at a time; what differs is logged and set right. Goes on where
 * an interrupted one stopped. Voters wait only for papers that are being corrected; when the scores are of another version, for all of the step
 * that is at work, and when they are of another version of the clock, longer: all ticks of the step are read anew.
 */
export async function recount({ clock, signal, stopwatch = () => performance.now() }: Deps): Promise<Recounted> {
  const done: Recounted = { checked: 0, corrected: 0, finished: false }
  const before = await begin(clock.now())
  let size = FIRST_STEP
  for (let after: string | null = (await readState()).recountAfter; after !== null; ) {
    if (signal?.aborted) return done
    const startedAt = stopwatch()
    const { checked, until } = await nextStep(after, size)
    if (until === null) break
    const of = (paperId: Prisma.Sql) => Prisma.sql`${paperId} > ${after} and ${paperId} <= ${until}`
    if (before.clockVersion !== CLOCK_VERSION) await readTicksAnew(of, clock.now())
    const corrected = isOfAnother(before) ? await correct(of) : await correctWrong(await listWrong(of))
    done.checked += checked
    done.corrected += corrected
    await db().rankingState.updateMany({ where: { recountAfter: after }, data: { recountAfter: until } })
    after = until
    size = stepAfter(size, stopwatch() - startedAt)
  }
  const { recountBegunAt } = await readState()
  await db().rankingState.updateMany({
    data: { ...VERSIONS, recountAfter: null, recountedAt: recountBegunAt ?? clock.now() },
  })
  return { ...done, finished: true }
}

const readState = () => db().rankingState.upsert({ where: { id: 1 }, create: {}, update: {} })

type Versions = Record<keyof typeof VERSIONS, number | null>

const isOfAnother = ({ version, clockVersion }: Versions) =>
  version !== VERSIONS.version || clockVersion !== VERSIONS.clockVersion

/** Starts a recount unless one of these versions is under way. @returns of which versions the scores are */
async function begin(now: Date): Promise<Versions> {
  const state = await readState()
  const { recountAfter, recountVersion, recountClockVersion } = state
  if (recountAfter === null || isOfAnother({ version: recountVersion, clockVersion: recountClockVersion })) {
    await db().rankingState.updateMany({
      data: {
        recountAfter: '',
        recountVersion: RANKING.version,
        recountClockVersion: CLOCK_VERSION,
        recountBegunAt: now,
      },
    })
  }
  return state
}

async function nextStep(after: string, size: number): Promise<{ checked: number; until: string | null }> {
  const [row] = await db().$queryRaw<[{ checked: number; until: string | null }]>`
    select count(*)::int as checked, max(paper_id) as until
    from (select paper_id from paper_standings where paper_id > ${after} order by paper_id limit ${size}) step`
  return row
}

type Of = (paperId: Prisma.Sql) => Prisma.Sql

const readTicksAnew = (of: Of, now: Date): Promise<void> =>
  db().$transaction(
    async (tx) => {
      await lockStandingsOf(tx, of)
      for (const { table, instant, tick } of TICKED) {
        const anew = tickSql(Prisma.sql`x.${instant}`)
        await tx.$executeRaw`
          update ${table} x set ${tick} = ${anew} from ${clockTable(now)} clock
          where ${of(Prisma.sql`x.paper_id`)} and abs(x.${tick} - (${anew})) > ${TOLERANCE}`
      }
    },
    { timeout: MAX_STEP_MS },
  )

interface Wrong {
  id: string
  /** Votes, counted votes, comments, commenters, score. */
  told: number[]
  true: number[]
}

/** One statement sees votes, comments and standings at one instant. */
const listWrong = (of: Of) => db().$queryRaw<Wrong[]>`
  select s.paper_id as id, array[s.votes, s.counted_votes, s.comments, s.commenters, s.score] as told,
    array[a.votes, a.counted, a.comments, a.commenters, a.score] as true
  from paper_standings s join (${countedAnew(of)}) a on a.paper_id = s.paper_id where ${DIFFERS}`

/** Each is looked at again when nobody can vote for it. Logged, since it ought not to happen. */
async function correctWrong(wrong: Wrong[]): Promise<number> {
  if (wrong.length === 0) return 0
  log.warn({ event: 'scores corrected', papers: wrong.length, examples: wrong.slice(0, 5) })
  await correct((paperId) => Prisma.sql`${paperId} = any(${wrong.map(({ id }) => id)}::text[])`)
  return wrong.length
}

/** Sets right what differs, in one statement: a row that is written twice costs more than twice. @returns how many */
const correct = (of: Of): Promise<number> =>
  db().$transaction(
    async (tx) => {
      await lockStandingsOf(tx, of)
      return setRight(tx, of)
    },
    { timeout: MAX_STEP_MS },
  )

/** The same in a transaction that holds the standings. */
export const setRight = (tx: Prisma.TransactionClient, of: Of): Promise<number> => tx.$executeRaw`
  update paper_standings s
  set votes = a.votes, counted_votes = a.counted, comments = a.comments, commenters = a.commenters, score = a.score
  from (${countedAnew(of)}) a where s.paper_id = a.paper_id and ${DIFFERS}`

/**
 * Rows (paper_id, votes, counted, comments, commenters, score) of what readers did. A paper that was merged into another has no votes: those that
 * stayed with it are second ones of whoever voted for both.
 */
const countedAnew = (of: Of) => Prisma.sql`
  select t.paper_id, t.score, coalesce(v.votes, 0) as votes, coalesce(v.counted, 0) as counted, coalesce(c.comments, 0) as comments,
    coalesce(c.commenters, 0) as commenters
  from (${scoresFromTerms(of)}) t
  left join (
    select paper_id, count(*)::int as votes, count(counted_at)::int as counted from votes v
    where ${of(Prisma.sql`paper_id`)}
      and not exists (select from paper_standings m where m.paper_id = v.paper_id and m.merged_into is not null)
    group by paper_id
  ) v on v.paper_id = t.paper_id
  left join (
    select paper_id, count(*)::int as comments, count(distinct reader_id)::int as commenters from comments
    where ${of(Prisma.sql`paper_id`)} and deleted_at is null and hidden_at is null group by paper_id
  ) c on c.paper_id = t.paper_id`

const DIFFERS = Prisma.sql`((s.votes, s.counted_votes, s.comments, s.commenters) <> (a.votes, a.counted, a.comments, a.commenters)
  or abs(s.score - a.score) > ${TOLERANCE})`
