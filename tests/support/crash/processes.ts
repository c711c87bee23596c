import { type ChildProcess, fork } from 'node:child_process'
import type { Programs } from './programs'

/** A process, and its end. */
export interface Started {
  child: ChildProcess
  ended: Promise<void>
}

/** What a sender that stands by is told: its arguments, and beside its path and home all that it knows. */
export interface Cue {
  args: string[]
  environment: Record<string, string>
}

/** Senders of which the next one has started, and waits for its cue, while the one before it still runs. */
export interface Senders {
  start: (args: string[], environment: Record<string, string>) => Started
  close: () => Promise<void>
}

export function standBy({ sender, compiled }: Pick<Programs, 'sender' | 'compiled'>): Senders {
  const running = new Set<Started>()
  const load = () => {
    const loading = startProgram(compiled, [sender])
    running.add(loading)
    void loading.ended.then(() => running.delete(loading))
    return loading
  }
  let next = load()
  return {
    start(args, environment) {
      const started = next
      started.child.send({ args, environment } satisfies Cue)
      next = load()
      return started
    },
    async close() {
      // One that sleeps would sleep for ever.
      for (const { child } of running) child.kill('SIGKILL')
      await Promise.all([...running].map(({ ended }) => ended))
    },
  }
}

/** Starts one of them; of the environment it knows this process's path and home. */
export function startProgram(file: string, args: string[] = []): Started {
  const child = fork(file, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  })
  return { child, ended: new Promise((resolve) => child.once('exit', () => resolve())) }
}
