import { addDays, easternInstant } from '@/lib/announcement-day'
import { cronItems, type TaskName } from '@/lib/jobs/schedule'
import type { Absence, Fault, Trouble } from './faults'
import type { Gaps } from './gaps'
import { findViolations } from './invariants'
import { readStore } from './store'
import type { SimulatedTime } from './time'
import type { Truth } from './truth'

/** The house's work, as its worker would do it; each answers with one line for the log, or with an empty one. */
export interface House {
  tasks: Partial<Record<TaskName, () => Promise<string>>>
  /** False: a task that looks for work would find none now. */
  isDue(task: TaskName, at: Date): boolean
}

export interface Broken {
  day: string
  violations: string[]
}

export interface PlayOptions {
  time: SimulatedTime
  house: House
  /** Of the house, which all do the same work at the same minute. */
  workers: number
  /** Feeds that the house got whole (`listingKey`). */
  told: ReadonlySet<string>
  gaps: Gaps
  /** Takes a line of what happens. */
  tell: (line: string) => void
  signal?: AbortSignal | undefined
}

const MINUTE_MS = 60_000
const SWEEP: TaskName = 'sweep'
/** A sweep with everything that it asks for is over by then. */
const SWEEP_MINUTES = 20

/**
 * Plays a history: each minute of each day, in Eastern time, for which the house's own schedule names a task, if its worker is there.
 * @returns the first day at whose end a promise was broken; null: none was
 */
export async function play(truth: Truth, trouble: Trouble, options: PlayOptions): Promise<Broken | null> {
  const nights = new Map<string, Date>()
  for (const { day } of truth.days) {
    options.signal?.throwIfAborted()
    await playDay(day, trouble, nights, options)
    const goodNights = [...nights.values()]
    const stored = await readStore()
    options.gaps.look(day, stored, goodNights.length)
    const violations = findViolations(truth, stored, { now: options.time.now(), goodNights, told: options.told })
    if (violations.length > 0) return { day, violations }
  }
  return null
}

async function playDay(day: string, trouble: Trouble, nights: Map<string, Date>, options: PlayOptions) {
  const items = schedule.filter(({ task }) => task in options.house.tasks)
  const [start, end] = [easternInstant(day, '00:00'), easternInstant(addDays(day, 1), '00:00')]
  for (let at = start; at < end; at = new Date(at.getTime() + MINUTE_MS)) {
    if (isAway(trouble.absences, at)) continue
    for (const task of tasksAt(at, items)) {
      if (task === SWEEP && isGood(trouble.faults, at)) noteNight(nights, at)
      await work(task, at, options)
    }
  }
  await options.time.moveTo(end)
}

async function work(task: TaskName, at: Date, { time, house, workers, tell }: PlayOptions): Promise<void> {
  const run = house.tasks[task]
  if (!run || !house.isDue(task, at)) return
  await time.moveTo(at)
  for (const line of await Promise.all(Array.from({ length: workers }, run))) {
    if (line !== '') tell(`${at.toISOString()} ${task}: ${line}`)
  }
}

const schedule = cronItems()

/** The tasks that these items of the house's schedule name for a minute, each once. */
function tasksAt(at: Date, items: typeof schedule): TaskName[] {
  const digest = {
    min: at.getUTCMinutes(),
    hour: at.getUTCHours(),
    date: at.getUTCDate(),
    month: at.getUTCMonth() + 1,
    dow: at.getUTCDay(),
  }
  const due = items.filter((item) => item.match(digest)).map((item) => item.task as TaskName)
  return [...new Set(due)]
}

const isAway = (absences: readonly Absence[], at: Date) => absences.some(({ from, until }) => from <= at && at < until)

/** Nothing of arXiv that a sweep needs is in trouble while it would run. */
function isGood(faults: readonly Fault[], at: Date): boolean {
  const end = new Date(at.getTime() + SWEEP_MINUTES * MINUTE_MS)
  return !faults.some(({ door, from, until }) => door !== 'rss' && from < end && until > at)
}

/** The first good sweep of a night, which reaches from noon to noon, UTC. */
function noteNight(nights: Map<string, Date>, at: Date): void {
  const night = new Date(at.getTime() - 12 * 60 * MINUTE_MS).toISOString().slice(0, 10)
  if (!nights.has(night)) nights.set(night, at)
}
