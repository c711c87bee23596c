import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '../eventually'
import type { Scene } from './kill'
import { countIn, endBackends, environmentOf, layOut, recover, statesByAddress } from './stage'

/** Where a sender is stopped for a while: before its mails were marked, or after their ends were sent. */
export type PausedAt = 'recipient' | 'dot'

/** What came of it. */
export interface PauseReport {
  mails: number
  lost: number
  doubled: number
  states: Record<string, number>
}

/**
 * Stops a sender (SIGSTOP) for longer than its lease lasts, lets another send what it held, and wakes it again: it goes on as if nothing
 * had happened, on connections that are still open.
 * @param pauseMs longer than the lease
 */
export async function playPause(
  { senders, sink, proxy }: Scene,
  { at, leaseMs, pauseMs, connections }: { at: PausedAt; leaseMs: number; pauseMs: number; connections: number },
): Promise<PauseReport> {
  const mails = connections + 2
  const settings = { smtpUrl: sink.url, connections, unknown: 'skip' } as const
  await sink.order({ forget: true })
  await layOut('mails', mails)
  await sink.order({ holdAt: at, letThrough: 0 })
  const { child, ended } = senders.start([String(leaseMs)], environmentOf(settings, proxy.url))
  await eventually(() => sink.held >= connections, { withinMs: 30_000, everyMs: 2 })
  child.kill('SIGSTOP')
  await delay(pauseMs)
  // The other sender's conversations do not stop; those of the sleeper stay where they are.
  await sink.order({ holdAt: at, letThrough: Number.MAX_SAFE_INTEGER, keep: true })
  await recover(settings)
  child.kill('SIGCONT')
  await sink.order({})
  await ended
  await endBackends(proxy.ports)
  proxy.cut()
  return { mails, ...(await tally(sink.accepted, mails)) }
}

/** Ends a sender politely (SIGTERM) with all of its conversations under way: it finishes them, and leaves the rest to the next. */
export async function playTerm({ senders, sink, proxy }: Scene): Promise<PauseReport & { finished: number }> {
  const [mails, connections] = [14, 5]
  const settings = { smtpUrl: sink.url, connections, unknown: 'skip' } as const
  await sink.order({ forget: true })
  await layOut('mails', mails)
  await sink.order({ holdAt: 'recipient', letThrough: 2 })
  const { child, ended } = senders.start(['60000'], environmentOf(settings, proxy.url))
  await eventually(() => sink.held >= connections, { withinMs: 30_000, everyMs: 2 })
  child.kill('SIGTERM')
  // Heard before its conversations go on.
  await delay(100)
  await sink.order({})
  await ended
  const finished = await countIn('accepted')
  proxy.cut()
  await recover(settings)
  return { mails, finished, ...(await tally(sink.accepted, mails)) }
}

async function tally(accepted: ReadonlyMap<string, number>, mails: number) {
  const states: Record<string, number> = {}
  for (const state of (await statesByAddress()).values()) states[state] = (states[state] ?? 0) + 1
  return {
    lost: mails - accepted.size,
    doubled: [...accepted.values()].filter((count) => count > 1).length,
    states,
  }
}
