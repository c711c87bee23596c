import { addDays, easternDay, easternInstant } from '@/lib/announcement-day'
import { pool } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { openOai } from '@/lib/ingest/oai-client'
import { runSweep } from '@/lib/ingest/sweep'
import { watchAnnouncements } from '@/lib/ingest/watch'
import type { House } from './driver'
import type { SimulatedTime } from './time'

interface HouseSettings {
  arxivUrl: string
  categories: string[]
  time: SimulatedTime
  signal?: AbortSignal | undefined
}

const HOUR_MS = 3_600_000
const ASK_AGAIN_HOURS = 6
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

/**
 * When the watch has to be called again: for the next look, a new day, or what the query API owes, six hours after it did not
 * know, and within the hour when it was not asked.
 */
async function findNextDue(now: Date): Promise<Date> {
  const { rows } = await pool().query<{ look: Date | null; ask: Date | null }>(
    `select (select min(next_look_at) from batches) as look,
       (select min(case when asked_at + make_interval(hours => $2) >= $3 then asked_at + make_interval(hours => $2, secs => 1) else $1 end)
         from papers where completed_at is null) as ask`,
    [new Date(now.getTime() + HOUR_MS), ASK_AGAIN_HOURS, now],
  )
  const [{ look, ask } = { look: null, ask: null }] = rows
  const today = easternDay(now)
  // A day begins at midnight, and its feeds are first looked at some minutes later.
  const dayBegins = [easternInstant(today, '00:05'), easternInstant(addDays(today, 1), '00:00')]
  const instants = [...dayBegins, ...(ask ? [ask] : [])].filter((at) => at > now).concat(look ?? [])
  return new Date(Math.min(...instants.map((at) => at.getTime())))
}
