import { randomInt } from 'node:crypto'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { freezeAllDue } from '@/lib/digest/freeze'
import { aMemoryTransport } from '../memory-transport'
import { SLOT } from '../subscriptions'
import { layOut } from './stage'

const [SCHEDULERS, SENDERS, MAILS] = [2, 5, 6]

/** Rounds in which all at once froze and sent; what broke, in words. */
export interface CrowdReport {
  rounds: number
  violations: string[]
}

/** Two schedulers and five senders set off at the same moment on the same slots, round after round. */
export async function playCrowd(rounds: number, onRound: () => void = () => {}): Promise<CrowdReport> {
  const violations: string[] = []
  const clock = fixedClock(SLOT)
  for (let round = 1; round <= rounds; round++) {
    await layOut('slots', MAILS)
    const transport = aMemoryTransport()
    const schedulers = Array.from({ length: SCHEDULERS }, () => freezeAllDue(SLOT))
    const senders = Array.from({ length: SENDERS }, async () => {
      // Some look while an issue is being frozen, some after.
      if (randomInt(2) === 0) await schedulers[randomInt(SCHEDULERS)]
      await deliverDue({ transport, clock, leaseMs: 60_000, lanes: 2 })
    })
    await Promise.all([...schedulers, ...senders])
    await deliverDue({ transport, clock, leaseMs: 60_000, lanes: 2 })
    const reached = new Set(transport.sent.map(({ recipient }) => recipient)).size
    const [issues, rows] = [await db().issue.count(), await db().delivery.count()]
    if (issues !== 1 || rows !== MAILS || reached !== MAILS || transport.sent.length !== MAILS)
      violations.push(
        `round ${round}: ${issues} issues, ${rows} rows, ${transport.sent.length} mails to ${reached} readers`,
      )
    onRound()
  }
  return { rounds, violations }
}
