import { lanesOf, PACED_LOOK_MS, type Pace, Sender, type SenderDeps } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import type { Bell } from '@/lib/jobs/bell'
import { keepDoing, type Rest } from '@/lib/jobs/keep-doing'
import { log } from '@/lib/log'
import { sweepLedger } from '@/lib/outbox/sweep'

/** How often the ledger is looked at, heard of or not. */
const LOOK_MS = 15_000
const BREAKER_LOOK_MS = 1_000
/** So long issues are composed before it is asked anew which are due: what came due meanwhile has its turn. */
const COMPOSE_MS = 60_000

const RESTS: Record<Pace, Rest> = {
  'go on': { ms: 0 },
  idle: { ms: LOOK_MS },
  soon: { ms: PACED_LOOK_MS, undisturbed: true },
  // How long nothing is sent, the sender's breaker knows; a lane only looks again.
  rest: { ms: BREAKER_LOOK_MS, undisturbed: true },
  halt: { ms: BREAKER_LOOK_MS, undisturbed: true },
}

/** Composes what is due and sends what the ledger holds, until the signal aborts; mails under way are finished. Never rejects. */
export async function runPostOffice(deps: SenderDeps, { bell, signal }: { bell: Bell; signal: AbortSignal }) {
  const sender = new Sender(deps)
  const work = async () => {
    const lane = sender.lane()
    await keepDoing('sender', { bell, signal }, async () => RESTS[await lane.sendNext()])
    await lane.finish().catch((error: Error) => log.error({ reason: error.message }, 'an outcome could not be written'))
  }
  const scheduler = keepDoing('scheduler', { bell, signal }, async () => {
    const now = deps.clock.now()
    await sweepLedger(now)
    const { isDone } = await freezeAllDue(now, { signal, patienceMs: COMPOSE_MS })
    return { ms: isDone ? LOOK_MS : 0, undisturbed: true }
  })
  await Promise.all([scheduler, ...Array.from({ length: lanesOf(deps) }, work)])
  await sender.stop()
}
