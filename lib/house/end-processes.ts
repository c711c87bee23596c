import { signal, waitForExit } from '../process'
import type { RunningProcess } from './lock'

const POLITE_MS = 10_000

/** Ends what a killed house left running: asked first, then forced. Numbers that name other processes by now are left alone. */
export async function endProcesses(processes: RunningProcess[]): Promise<void> {
  await Promise.all(processes.map(end))
}

async function end(running: RunningProcess): Promise<void> {
  if (await waitForExit(running, 0)) return
  signal(running.pid, 'SIGTERM')
  if (await waitForExit(running, POLITE_MS)) return
  signal(running.pid, 'SIGKILL')
  await waitForExit(running, POLITE_MS)
}
