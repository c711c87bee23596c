import { Queue } from 'workbox-background-sync'
import { answerOfKept } from './act-paths'

/** A vote that comes days later is not meant any more. */
const KEPT_MINUTES = 24 * 60
/** Nobody's page waits longer for what is to be sent before it. */
const PATIENCE_MS = 5000

const queue = new Queue('acts', { maxRetentionTime: KEPT_MINUTES, onSync: sendKeptActs })
/** False once it was looked into and found empty: then a page need not wait for the look. */
let mayHoldSome = true
let sending: Promise<void> | null = null

/** Sends an act; without a network keeps it, behind those that wait already. @throws when it cannot be sent and is not to be kept */
export async function actOrKeep(request: Request): Promise<Response> {
  try {
    await sendKeptActs()
    return await fetch(request.clone())
  } catch (error) {
    // A form's own way leaves the page: nothing is kept that nobody could be told of.
    if (request.mode === 'navigate') throw error
    mayHoldSome = true
    await queue.pushRequest({ request })
    return Response.json(answerOfKept(new URL(request.url).pathname))
  }
}

/** Sends what waits, in its order. Safe to call at any time, and twice. @throws while there is no network; what was not sent stays */
export function sendKeptActs(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null
  })
  return sending
}

async function sendAll(): Promise<void> {
  while (mayHoldSome) {
    const [first] = await queue.getAll()
    if (first) {
      const { status } = await fetch(first.request, { signal: AbortSignal.timeout(PATIENCE_MS) })
      if (status === 429 || status >= 500) throw new Error(`not taken yet: ${status}`)
      // Only now: an act is sent again rather than lost.
      await queue.shiftRequest()
    } else mayHoldSome = false
  }
}

/** Nobody's acts are done in the name of who comes next. */
export async function forgetKeptActs(): Promise<void> {
  for (let act = await queue.shiftRequest(); act; ) act = await queue.shiftRequest()
}
