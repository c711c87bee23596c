import { endProcesses } from './end-processes'
import { findPapers } from './find-papers'
import { type HouseLock, lockDataFolder } from './lock'
import { migrateAndTell } from './open-database'
import { reachableHost, refuseTakenPort } from './port'
import { superviseDatabase } from './supervise-database'
import { type SupervisedProcess, superviseProcess } from './supervise-process'
import { untilItAnswers } from './until-it-answers'

const STOP_MS = { web: 12_000, worker: 25_000 }

export interface HousePlan {
  dataDir: string
  /** Unset: the embedded database. */
  databaseUrl: string | undefined
  /** Where web listens. */
  host: string
  port: number
  /** Where people find the site; told to whoever starts a second house here. */
  address: string
  /** Arguments for Node. */
  web: string[]
  worker: string[]
  /** For web and worker; the database's address is added. */
  environment: NodeJS.ProcessEnv
  /** What has to be done between the open database and the first page. */
  prepare(database: { url: string; hasPapers: boolean; environment: NodeJS.ProcessEnv }): Promise<void>
  /** Called once, when web answers. */
  onOpen(): void
  tell(line: string): void
  signal: AbortSignal
}

/**
 * Database, web and worker on one machine, until the signal: whatever dies is started again, and at the end everything stops in
 * order, the database last. One house a data folder; what a killed one left running is ended first.
 * @throws RefusedError in one sentence when the folder is in use, the port is taken, or one of them does not start
 */
export async function runHouse(plan: HousePlan): Promise<void> {
  const lock = lockDataFolder(plan.dataDir, { name: 'npm start', address: plan.address })
  try {
    await endProcesses(lock.predecessor?.children ?? [])
    await refuseTakenPort(plan.host, plan.port)
    await live(plan, lock)
  } finally {
    lock.release()
  }
}

async function live(plan: HousePlan, lock: HouseLock): Promise<void> {
  const { signal, tell } = plan
  const database = plan.databaseUrl
    ? { url: plan.databaseUrl, stop: async () => {}, kill: () => {} }
    : await superviseDatabase(plan.dataDir, tell)
  const processes: SupervisedProcess[] = []
  // A second Ctrl-C leaves at once, and nothing may stay behind.
  const hurry = () => {
    for (const one of processes) one.kill()
    database.kill()
    lock.release()
  }
  process.on('exit', hurry)
  try {
    const environment = { ...plan.environment, DATABASE_URL: database.url }
    await migrateAndTell(database.url)
    await plan.prepare({ url: database.url, hasPapers: await findPapers(database.url), environment })
    signal.throwIfAborted()

    const onChange = () => lock.recordChildren(processes.flatMap((one) => one.running() ?? []))
    const start = (name: string, args: string[]) => {
      processes.push(superviseProcess({ name, args, environment, tell, onChange }))
      onChange()
    }
    start('web', plan.web)
    start('worker', plan.worker)
    const hopeless = Promise.race(processes.map((one) => one.hopeless)).then((reason) => {
      throw reason
    })
    await Promise.race([untilItAnswers(`http://${reachableHost(plan.host)}:${plan.port}/healthz`, signal), hopeless])
    if (!signal.aborted) plan.onOpen()
    await Promise.race([aborted(signal), hopeless])
  } finally {
    for (const one of processes) await one.stop(one.name === 'web' ? STOP_MS.web : STOP_MS.worker)
    await database.stop()
    process.off('exit', hurry)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
