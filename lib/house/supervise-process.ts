import { type ChildProcess, spawn } from 'node:child_process'
import { RefusedError } from '../errors'
import { processIdentity } from '../process'
import type { RunningProcess } from './lock'

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
/** Whoever lived that long was well; its next death is a new story. */
const WELL_MS = 20_000
const MAX_QUICK_DEATHS = 6
/** Settings that it refuses will not become better by trying again. */
const WRONG_USAGE = 2

export interface SupervisedOptions {
  name: string
  /** Arguments for Node. */
  args: string[]
  environment: NodeJS.ProcessEnv
  tell(line: string): void
  /** Told of every start and end, so that the lock names what runs. */
  onChange(): void
}

export interface SupervisedProcess {
  name: string
  running(): RunningProcess | null
  /** Resolves when it was given up: it refuses its settings, or dies again and again. Never while it is well. */
  hopeless: Promise<RefusedError>
  /** SIGTERM, and SIGKILL after the time given. */
  stop(withinMs: number): Promise<void>
  kill(): void
}

/**
 * Keeps a Node process running: started again when it dies, with growing pauses. It runs in a session of its own, so that
 * Ctrl-C reaches the house alone, and on a channel whose end tells it that the house is gone (event `disconnect`).
 */
export function superviseProcess({ name, args, environment, tell, onChange }: SupervisedOptions): SupervisedProcess {
  let child: ChildProcess | null = null
  let pause: NodeJS.Timeout | undefined
  let quickDeaths = 0
  let isStopping = false
  let giveUp: (reason: RefusedError) => void = () => {}
  const hopeless = new Promise<RefusedError>((resolve) => {
    giveUp = resolve
  })

  const start = () => {
    const startedAt = Date.now()
    const started = spawn(process.execPath, args, {
      env: environment,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = started
    onChange()
    started.once('error', (error) => tell(`${name}: ${error.message}`))
    started.once('exit', (status, signalName) => {
      child = null
      onChange()
      if (isStopping) return
      quickDeaths = Date.now() - startedAt < WELL_MS ? quickDeaths + 1 : 1
      if (status === WRONG_USAGE || quickDeaths >= MAX_QUICK_DEATHS) {
        giveUp(new RefusedError(`${name} does not start (${ending(status, signalName)}): its reason stands above.`))
        return
      }
      tell(`${name} ended (${ending(status, signalName)}): starting it again.`)
      pause = setTimeout(start, Math.min(FIRST_PAUSE_MS * 2 ** (quickDeaths - 1), LONGEST_PAUSE_MS))
    })
  }
  start()

  return {
    name,
    running: () => runningProcess(child),
    hopeless,
    stop: async (withinMs) => {
      isStopping = true
      clearTimeout(pause)
      await end(child, withinMs)
    },
    kill: () => {
      isStopping = true
      child?.kill('SIGKILL')
    },
  }
}

function runningProcess(child: ChildProcess | null): RunningProcess | null {
  const identity = child?.pid === undefined ? null : processIdentity(child.pid)
  return child?.pid !== undefined && identity ? { pid: child.pid, identity } : null
}

function end(child: ChildProcess | null, withinMs: number): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), withinMs)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

const ending = (status: number | null, signalName: NodeJS.Signals | null) =>
  signalName ? `killed by ${signalName}` : `exit status ${status}`
