import { type ChildProcess, fork } from 'node:child_process'
import type { Clock } from '@/lib/clock'
import { Bell } from '@/lib/jobs/bell'
import { keepDoing } from '@/lib/jobs/keep-doing'
import { isKeepDue } from '@/lib/search/index/keep-index'

/** How often the database is asked whether there is something to do. */
const LOOK_MS = 5_000
/** How often the index itself is looked at: somebody may have deleted or damaged it. */
const CHECK_MS = 10 * 60_000

/** Keeps the search index until the signal aborts: made, whole, and not far behind. Never rejects. */
export async function runLibrarian({ clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  let checkedAt = Number.NEGATIVE_INFINITY
  await keepDoing('search index', { bell: new Bell(), signal }, async () => {
    if (performance.now() - checkedAt > CHECK_MS || (await isKeepDue(clock.now()))) {
      await keepInAProcess(signal)
      checkedAt = performance.now()
    }
    return { ms: LOOK_MS }
  })
}

/** @throws Error when it fails: it is tried again, later each time */
function keepInAProcess(signal: AbortSignal): Promise<void> {
  const child = fork('scripts/worker/keep-index.ts', { execArgv: ['--import', 'tsx'] })
  const stop = () => void child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  return ended(child, signal).finally(() => signal.removeEventListener('abort', stop))
}

function ended(child: ChildProcess, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signalName) => {
      if (status === 0 || signal.aborted) resolve()
      else reject(new Error(`the keeper of the search index ended with ${signalName ?? `status ${status}`}`))
    })
  })
}
