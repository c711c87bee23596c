import { type ChildProcess, execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { endProcesses } from '@/lib/house/end-processes'
import { processIdentity } from '@/lib/process'
import { untilClosed } from './until-closed'

/** Sees to it that this child is asked to end, and else forced, before its parent ends by a signal (`endBySignal`). */
export function ours<Child extends ChildProcess>(child: Child): Child {
  const { pid } = child
  if (pid === undefined) return child
  const running = { pid, identity: processIdentity(pid) ?? '' }
  const close = untilClosed(() => endProcesses([running]))
  child.once('exit', () => void close())
  return child
}

/** Runs `node ARGS` to its end, as `ours`. @returns what it printed @throws Error with what it said, when it fails */
export async function runProgram(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const running = promisify(execFile)(process.execPath, args, { env })
  ours(running.child)
  return (await running).stdout
}
