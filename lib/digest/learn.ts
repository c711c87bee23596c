import type { Lease } from '../outbox/claim'
import { pauseDomain, slowDown, speedUp } from '../outbox/domains'
import { holdIfRefused } from '../outbox/holds'
import { recordSoftBounce } from '../suppression/soft-bounces'
import { suppress } from '../suppression/suppress'
import type { NextStep } from './next-step'

/** Writes down what a reply says beyond its own mail: of the address, of its domain, of the issue. */
export async function learn(
  { id, recipient, issueId, isPaced }: Pick<Lease, 'id' | 'recipient' | 'issueId' | 'isPaced'>,
  step: Exclude<NextStep, { status: 'withdraw' }>,
  now: Date,
): Promise<void> {
  const reason = step.reason ?? ''
  if (step.status === 'settle' && step.state === 'accepted' && isPaced) await speedUp(recipient)
  switch (step.lesson) {
    case 'bad-recipient':
      return suppress(recipient, { reason: 'bounced', detail: reason }, now)
    case 'mailbox-full':
      await recordSoftBounce(id, reason, now)
      return
    case 'slow-down':
      return slowDown(recipient, reason)
    case 'policy':
      await pauseDomain(recipient, reason)
      if (issueId) await holdIfRefused(issueId, now)
      return
    case 'protocol':
      if (issueId) await holdIfRefused(issueId, now)
      return
    case undefined:
  }
}
