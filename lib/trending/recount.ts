import { Prisma } from '@/generated/prisma/client'
import type { Clock } from '../clock'
import { db } from '../database/client'
import { log } from '../log'
import { RANKING } from './constants'
import { lockStandings, rescore, scoresFromTerms } from './rescore'
import { clockTable, tickSql } from './tick-sql'

export interface Recounted {
  /** Papers looked at by this run. */
  checked: number
  /** Of them, those whose counts or score were not what their votes and signals say. */
  corrected: number
  /** False: interrupted; the next run goes on. */
  finished: boolean
}

interface Deps {
  clock: Clock
  signal?: AbortSignal
}

/** Papers in one step. */
const STEP = 2_000
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
    state.version !== RANKING.version ||
    state.recountAfter !== null ||
    (now >= tonight && (state.recountedAt ?? new Date(0)) < tonight)
  return isDue ? recount(deps) : null
}

/**
 * Counts all votes and adds up all scores anew, a step of papers at a time; what differs is logged and set right. Voters wait only for
 * papers that are being corrected. Goes on where an interrupted one stopped. When the scores are of another version of the constants
 * or the calendar, ticks are read anew as well.
 */
export async function recount({ clock, signal }: Deps): Promise<Recounted> {
  const done: Recounted = { checked: 0, corrected: 0, finished: false }
  const isOfAnotherVersion = await begin(clock.now())
  for (let after: string | null = (await readState()).recountAfter; after !== null; ) {
    if (signal?.aborted) return done
    const { checked, until } = await nextStep(after)
    if (until === null) break
    const of = (paperId: Prisma.Sql) => Prisma.sql`${paperId} > ${after} and ${paperId} <= ${until}`
    if (isOfAnotherVersion) await readTicksAnew(of, clock.now())
    const wrong = await listWrong(of)
    if (wrong.length > 0) await correct(wrong, isOfAnotherVersion)
    done.checked += checked
    done.corrected += wrong.length
    await db().rankingState.updateMany({ where: { recountAfter: after }, data: { recountAfter: until } })
    after = until
  }
  const { recountBegunAt } = await readState()
  await db().rankingState.updateMany({
    data: { version: RANKING.version, recountAfter: null, recountedAt: recountBegunAt ?? clock.now() },
  })
  return { ...done, finished: true }
}

const readState = () => db().rankingState.upsert({ where: { id: 1 }, create: {}, update: {} })

/** Starts a recount unless one of this version is under way. @returns whether the scores are of another version */
async function begin(now: Date): Promise<boolean> {
  const { version, recountAfter, recountVersion } = await readState()
  if (recountAfter === null || recountVersion !== RANKING.version) {
    await db().rankingState.updateMany({
      data: { recountAfter: '', recountVersion: RANKING.version, recountBegunAt: now },
    })
  }
  return version !== RANKING.version
}

async function nextStep(after: string): Promise<{ checked: number; until: string | null }> {
  const [row] = await db().$queryRaw<[{ checked: number; until: string | null }]>`
    select count(*)::int as checked, max(paper_id) as until
    from (select paper_id from paper_standings where paper_id > ${after} order by paper_id limit ${STEP}) step`
  return row
}

type Of = (paperId: Prisma.Sql) => Prisma.Sql

async function readTicksAnew(of: Of, now: Date): Promise<void> {
  for (const { table, instant, tick } of TICKED) {
    const anew = tickSql(Prisma.sql`x.${instant}`)
    await db().$executeRaw`
      update ${table} x set ${tick} = ${anew} from ${clockTable(now)} clock
      where ${of(Prisma.sql`x.paper_id`)} and abs(x.${tick} - (${anew})) > ${TOLERANCE}`
  }
}

interface Wrong {
  id: string
  votes: number
  countedVotes: number
  score: number
  isVotes: number
  isCountedVotes: number
  isScore: number
}

/** One statement sees votes and standings at one instant. */
const listWrong = (of: Of) => db().$queryRaw<Wrong[]>`
  select s.paper_id as id, s.votes as "isVotes", s.counted_votes as "isCountedVotes", s.score as "isScore",
    coalesce(v.votes, 0) as votes, coalesce(v.counted, 0) as "countedVotes", t.score
  from paper_standings s
  join (${scoresFromTerms(of)}) t on t.paper_id = s.paper_id
  left join (
    select paper_id, count(*)::int as votes, count(counted_at)::int as counted from votes where ${of(Prisma.sql`paper_id`)}
    group by paper_id
  ) v on v.paper_id = s.paper_id
  where s.votes <> coalesce(v.votes, 0) or s.counted_votes <> coalesce(v.counted, 0) or abs(s.score - t.score) > ${TOLERANCE}`

async function correct(wrong: Wrong[], isOfAnotherVersion: boolean): Promise<void> {
  const ids = wrong.map(({ id }) => id)
  await db().$transaction(async (tx) => {
    await lockStandings(tx, ids)
    await tx.$executeRaw`
      update paper_standings s set votes = v.votes, counted_votes = v.counted
      from (
        select p.id, count(v.paper_id)::int as votes, count(v.counted_at)::int as counted
        from unnest(${ids}::text[]) as p(id) left join votes v on v.paper_id = p.id group by p.id
      ) v
      where s.paper_id = v.id and (s.votes <> v.votes or s.counted_votes <> v.counted)`
    await rescore(tx, ids)
  })
  if (!isOfAnotherVersion) log.warn({ event: 'scores corrected', papers: wrong.length, examples: wrong.slice(0, 5) })
}
