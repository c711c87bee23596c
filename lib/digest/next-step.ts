import type { SmtpOutcome } from '../mail/smtp-outcome'
import { judgeSmtp } from '../mail/smtp-verdict'
import { REFUSED_REST_MS, restAfter, UNREACHABLE_REST_MS } from '../outbox/back-off'
import { type MailKind, RESENT_WHEN_UNKNOWN } from '../outbox/types'

/** What becomes of a mail's row after an attempt, and whether its sender goes on. */
export type NextStep =
  | {
      status: 'settle'
      state: 'accepted' | 'failed' | 'unknown'
      reason: string
      /** A server said that nobody is at this address. */
      isGone?: boolean
      sender: 'go on'
    }
  /** Its reader left while it was on its way, or its address was suppressed; nothing was sent. */
  | { status: 'withdraw'; reason: string; sender: 'go on' }
  | {
      status: 'give back'
      restMs: number
      /** The attempt counts against this mail. */
      strike: boolean
      reason: string
      /** `rest`: every other mail would meet the same now; `halt`: and somebody has to set it right first. */
      sender: 'go on' | 'rest' | 'halt'
    }

/** Decides by the kind of mail, the attempts so far and what the server said. */
export function nextStep({ kind, attempts }: { kind: MailKind; attempts: number }, outcome: SmtpOutcome): NextStep {
  const reason = 'reply' in outcome ? outcome.reply : outcome.reason
  const again = { status: 'give back', reason } as const
  switch (judgeSmtp(outcome)) {
    case 'sent':
      return { status: 'settle', state: 'accepted', reason, sender: 'go on' }
    case 'bad-recipient':
      return { status: 'settle', state: 'failed', reason, isGone: outcome.status === 'rejected', sender: 'go on' }
    case 'policy':
    case 'refused':
    case 'protocol':
      return { status: 'settle', state: 'failed', reason, sender: 'go on' }
    case 'unknown':
      return RESENT_WHEN_UNKNOWN.includes(kind)
        ? { ...again, restMs: restAfter(attempts, kind), strike: true, sender: 'go on' }
        : { status: 'settle', state: 'unknown', reason, sender: 'go on' }
    case 'stop':
      return { ...again, restMs: REFUSED_REST_MS, strike: false, sender: 'halt' }
    case 'retry':
    case 'slow-down':
    case 'mailbox-full':
      if (outcome.status === 'not-sent' && outcome.cause === 'marker')
        return { status: 'withdraw', reason, sender: 'go on' }
      return speaksOfTheServer(outcome)
        ? { ...again, restMs: UNREACHABLE_REST_MS, strike: false, sender: 'rest' }
        : { ...again, restMs: restAfter(attempts, kind), strike: true, sender: 'go on' }
  }
}

/**
 * Nobody answers, or the server sends everybody away: that says nothing about this mail. Only what comes before the server
 * heard of its recipient is certain to; a filter that breaks on one mail must not hold up all others.
 */
function speaksOfTheServer(outcome: SmtpOutcome): boolean {
  if (outcome.status === 'not-sent') return outcome.cause === 'connection'
  if (outcome.status !== 'rejected') return false
  return ['greeting', 'sign-in'].includes(outcome.stage) || (outcome.code === 421 && outcome.stage === 'sender')
}
