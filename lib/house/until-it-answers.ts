const TRY_MS = 2_000
const PAUSE_MS = 100

/** Waits until the address answers 200, or the signal aborts. For a server that is starting. */
export async function untilItAnswers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await isUp(url))) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}

async function isUp(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(TRY_MS) })
    return ok
  } catch {
    return false
  }
}
