import { join } from 'node:path'
import { beginBuild, isBuilt, stampBuild } from './build-stamp'
import { endProcesses } from './end-processes'
import { DataFolderInUseError, type HouseLock, lockDataFolder } from './lock'
import { runStep, type Step } from './run-step'

export interface BuildPlan {
  /** The project's folder. */
  root: string
  /** Run in order; each is safe to run again. */
  steps: Step[]
  signal: AbortSignal
  tell(line: string): void
}

/**
 * Builds what the sources have changed since the last whole build; does nothing when they have not. Beside another build of the
 * same folder it waits for that one.
 * @returns whether something was built
 */
export async function buildWhenNeeded(plan: BuildPlan): Promise<boolean> {
  if (isBuilt(plan.root)) return false
  const lock = await buildLock(plan)
  try {
    await endProcesses(lock.predecessor?.children ?? [])
    return isBuilt(plan.root) ? false : await build(plan, lock)
  } finally {
    lock.release()
  }
}

async function build({ root, steps, signal, tell }: BuildPlan, lock: HouseLock): Promise<true> {
  tell('Building the pages …')
  const startedAt = Date.now()
  const begun = beginBuild(root)
  for (const step of steps) await runStep(step, signal, (running) => lock.recordChildren([running]))
  stampBuild(root, begun)
  tell(`Built in ${Math.round((Date.now() - startedAt) / 1000)} s.`)
  return true
}

async function buildLock({ root, signal }: BuildPlan): Promise<HouseLock> {
  for (;;) {
    try {
      return lockDataFolder(join(root, 'build'), { name: 'a build', address: null })
    } catch (error) {
      if (!(error instanceof DataFolderInUseError)) throw error
      signal.throwIfAborted()
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
