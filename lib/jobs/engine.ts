import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import { log } from '../log'
import { Bell } from './bell'
import { keepDoing } from './keep-doing'
import type { Presence } from './presence'
import { cronItems, TASK_NAMES, type TaskName } from './schedule'
import { unlockDeadWorkers } from './unlock-dead-workers'

/** What a job does; what it gives back stands in the log. */
export type Task = (signal: AbortSignal) => Promise<unknown>

const LOOK_AFTER_MS = 60_000
/** How long a job that was told to stop may take to come to a clean place. */
const STOP_MS = 5_000

export interface EngineDeps {
  pool: Pool
  presence: Presence
  tasks: Record<TaskName, Task>
}

/**
 * Runs the scheduled jobs until the signal aborts, on graphile-worker: any number of workers share one schedule, and each time
 * of it runs once. An engine that gives up (the database was away for long) is started again. Never rejects.
 */
export async function runJobs(deps: EngineDeps, signal: AbortSignal): Promise<void> {
  const forAnEngine = { bell: new Bell(), signal }
  await keepDoing('jobs', forAnEngine, async () => {
    await oneEngine(deps, signal)
    return { ms: LOOK_AFTER_MS }
  })
}

async function oneEngine({ pool, presence, tasks }: EngineDeps, signal: AbortSignal): Promise<void> {
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => void presence.announce(worker.workerId).catch(warn))
  events.on('worker:stop', ({ worker }) => presence.withdraw(worker.workerId))
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: STOP_MS,
    parsedCronItems: cronItems(),
    taskList: Object.fromEntries(TASK_NAMES.map((name) => [name, jobOf(name, tasks[name])])),
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ reason: message }, 'job engine')
    }),
  })
  const lookAfter = keepDoing('dead workers', { bell: new Bell(), signal: endOf(runner, signal) }, async () => {
    const unlocked = await unlockDeadWorkers(pool)
    if (unlocked.length > 0) log.warn({ unlocked }, 'jobs of workers that ended were unlocked')
    return { ms: LOOK_AFTER_MS }
  })
  const stop = () => void runner.stop().catch(warn)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  try {
    await runner.promise
  } finally {
    signal.removeEventListener('abort', stop)
    await lookAfter
  }
}

const jobOf = (name: TaskName, task: Task) => async (_payload: unknown, helpers: { abortSignal?: AbortSignal }) => {
  const startedAt = Date.now()
  const result = await task(helpers.abortSignal ?? new AbortController().signal)
  log.info({ task: name, ms: Date.now() - startedAt, result }, 'job')
}

/** Aborts with the signal, or when the engine ends by itself. */
function endOf(runner: Runner, signal: AbortSignal): AbortSignal {
  const ended = new AbortController()
  const end = () => ended.abort()
  runner.promise.then(end, end)
  return AbortSignal.any([ended.signal, signal])
}

const warn = (error: Error) => log.warn({ reason: error.message }, 'job engine')
