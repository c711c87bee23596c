import { spawn } from 'node:child_process'
import { RefusedError } from '../errors'
import { processIdentity } from '../process'
import type { RunningProcess } from './lock'

const MAX_KEPT_CHARACTERS = 20_000

export interface Step {
  /** For messages: `the build of the pages`. */
  name: string
  /** Arguments for Node. */
  args: string[]
  environment: NodeJS.ProcessEnv
}

/**
 * Runs one Node process to its end, silently; what it said is shown when it fails.
 * @returns what it wrote on stdout
 * @throws RefusedError with its output; the reason of the signal when that aborts, after the process has ended
 */
export function runStep(
  step: Step,
  signal: AbortSignal,
  onStart: (running: RunningProcess) => void = () => {},
): Promise<string> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, step.args, { env: step.environment, stdio: ['ignore', 'pipe', 'pipe'] })
    const identity = child.pid === undefined ? null : processIdentity(child.pid)
    if (child.pid !== undefined && identity) onStart({ pid: child.pid, identity })

    let said = ''
    let answer = ''
    const hear = (chunk: string) => {
      said = (said + chunk).slice(-MAX_KEPT_CHARACTERS)
    }
    child.stdout
      .setEncoding('utf8')
      .on('data', hear)
      .on('data', (chunk: string) => {
        answer = (answer + chunk).slice(-MAX_KEPT_CHARACTERS)
      })
    child.stderr.setEncoding('utf8').on('data', hear)
    const stop = () => child.kill('SIGTERM')
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', reject)
    child.once('close', (status) => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(signal.reason as Error)
      else if (status === 0) resolve(answer)
      else reject(new RefusedError(`${said.trim()}\n${step.name} failed; its output stands above.`))
    })
  })
}
