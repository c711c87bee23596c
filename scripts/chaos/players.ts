import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Order } from './serve-player'

/** Who plays, and what. */
export interface Play<Task, Report> {
  /** A module that calls `servePlayer`. */
  program: URL
  /** Processes beside each other, each with a database of its own. */
  workers: number
  /** The next thing to play; undefined: there is none. */
  next: () => Task | undefined
  /** Called after each. */
  take: (report: Report, task: Task) => void
}

/** Plays one thing after the other, each by the first process that is free, until there is no next one; what is under way is played to its end. */
export async function playBeside<Task, Report>({ workers, ...play }: Play<Task, Report>): Promise<void> {
  await Promise.all(Array.from({ length: workers }, () => work(play)))
}

async function work<Task, Report>({ program, next, take }: Omit<Play<Task, Report>, 'workers'>): Promise<void> {
  const child = fork(program, { execArgv: ['--max-semi-space-size=64', '--import', 'tsx'] })
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`A player ended by itself (${code}).`)))
  died.catch(() => {})
  const heard = () => Promise.race([once(child, 'message').then(([message]) => message as unknown), died])
  const tell = (order: Order<Task>) => child.send(order)
  try {
    await heard()
    for (let task = next(); task !== undefined; task = next()) {
      tell({ task })
      take((await heard()) as Report, task)
    }
  } finally {
    if (child.exitCode === null && child.connected) {
      tell({ task: null })
      await died.catch(() => {})
    }
  }
}
