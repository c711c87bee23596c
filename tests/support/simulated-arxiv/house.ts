import { pool } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { openOai } from '@/lib/ingest/oai-client'
import { runSweep } from '@/lib/ingest/sweep'
import { watchAnnouncements } from '@/lib/ingest/watch'
import { addDays, easternDay, easternInstant } from '@/lib/papers/announcement-day'
import type { House } from './driver'
import type { SimulatedTime } from './time'

interface HouseSettings {
  arxivUrl: string
  categories: string[]
  time: SimulatedTime
  signal?: AbortSignal | undefined
}

const HOUR_MS = 3_600_000
const OAI_TIME = '22:30'
/** A real timer ends the wait for a server that is silent: shorter than in earnest, longer than an honest answer takes. */
const LIMITS = { headersMs: 2_000, totalMs: 6_000 }

/** A house that works on simulated time: the real jobs of its worker, asking the simulated arXiv through the real gate. */
export function openHouse({ arxivUrl, categories, time, signal }: HouseSettings): House {
  const settings = {
    rssUrl: arxivUrl,
    apiUrl: arxivUrl,
    oaiUrl: arxivUrl,
    minIntervalMs: 3_000,
    baseUrl: 'http://localhost',
    clock: time,
    limits: LIMITS,
    pause: (ms: number) => time.pass(ms),
    signal,
  }
  let nextDueAt = new Date(0)
  let sweptUntil = new Date(0)
  return {
    tasks: {
      ingest: async () => {
        const report = await watchAnnouncements({ categories, clock: time, signal, arxiv: openArxiv(settings) })
        nextDueAt = await findNextDue(time.now())
        return JSON.stringify(report)
      },
      sweep: async () => {
        const startedAt = time.now()
        const report = await runSweep({ categories, clock: time, signal, oai: openOai(settings) })
        const isOver = report.sets.every(({ state }) => state !== 'left')
        if (isOver) sweptUntil = nextOaiInstant(startedAt)
        nextDueAt = await findNextDue(time.now())
        return JSON.stringify(report)
      },
    },
    isDue: (task, at) => (task === 'sweep' ? at >= sweptUntil : at >= nextDueAt),
  }
}

/** When OAI-PMH tells of a night again: a sweep that is finished finds nothing to do before. */
function nextOaiInstant(now: Date): Date {
  const today = easternInstant(easternDay(now), OAI_TIME)
  return today > now ? today : easternInstant(addDays(easternDay(now), 1), OAI_TIME)
}

/** When the watch has to be called again: for the next look, a new day, or, within the hour, for what the query API owes. */
async function findNextDue(now: Date): Promise<Date> {
  const { rows } = await pool().query<{ next: Date | null; owed: boolean }>(
    `select (select min(next_look_at) from batches) as next,
       exists (select from papers where completed_at is null) as owed`,
  )
  const [{ next, owed } = { next: null, owed: false }] = rows
  const today = easternDay(now)
  // A day begins at midnight, and its feeds are first looked at some minutes later.
  const dayBegins = [easternInstant(today, '00:05'), easternInstant(addDays(today, 1), '00:00')]
  const inAnHour = owed ? [new Date(now.getTime() + HOUR_MS)] : []
  const instants = [...dayBegins.filter((at) => at > now), ...inAnHour, ...(next ? [next] : [])]
  return new Date(Math.min(...instants.map((at) => at.getTime())))
}
