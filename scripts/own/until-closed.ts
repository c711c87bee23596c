import { constants } from 'node:os'

type Close = () => Promise<void>
const open = new Set<Close>()

/**
 * Notes something that must not outlive this process.
 * @returns closes it, once, however often it is called; `endBySignal` does when nobody did before
 */
export function untilClosed(close: () => Promise<unknown>): Close {
  let closing: Promise<void> | undefined
  const closeOnce = () => {
    closing ??= close().then(() => void open.delete(closeOnce))
    return closing
  }
  open.add(closeOnce)
  return closeOnce
}

/** From now on the first SIGINT or SIGTERM closes what is open, the latest first, and ends this process with 128 and the signal's number. */
export function endBySignal(): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void end(128 + constants.signals[name]))
}

let isEnding = false

async function end(status: number): Promise<void> {
  // Ctrl-C reaches a whole group, and npm passes it on: the same signal comes twice.
  if (isEnding) return
  isEnding = true
  // Whoever works on meanwhile finds closed what they need.
  process.on('uncaughtException', () => {})
  for (const close of [...open].reverse()) await close().catch(tell)
  process.exit(status)
}

function tell(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
}
