import type { SmtpOutcome } from '../mail/smtp-outcome'
import { judgeSmtp, type SmtpVerdict } from '../mail/smtp-verdict'
import { REFUSED_REST_MS, restAfter, UNREACHABLE_REST_MS } from '../outbox/back-off'
import type { GivenBack, Settlement } from '../outbox/settle'
import type { MailKind } from '../outbox/types'
import type { Trouble } from './breaker'

/** Verdicts that say something beyond their own mail: of the address, of its domain's patience with us, of the issue. */
const LESSONS = ['bad-recipient', 'mailbox-full', 'slow-down', 'policy', 'protocol'] as const
export type Lesson = (typeof LESSONS)[number]

/** Lessons after which other mails are not sent as they would have been. */
export const isAboutOthers = (lesson: Lesson | undefined): boolean =>
  lesson === 'slow-down' || lesson === 'policy' || lesson === 'protocol'

/** A session in which we and the server did not understand each other is followed by others, so many altogether. */
const PROTOCOL_TRIES = 3

/** What becomes of a mail's row after an attempt, and whether its sender goes on. */
export type NextStep =
  | ({ status: 'settle'; sender: 'go on'; lesson?: Lesson | undefined } & Settlement)
  | ({ status: 'give back'; sender: 'go on' | Trouble; lesson?: Lesson | undefined } & GivenBack)
  /** Its gate did not let it pass: unsubscribed, suppressed, held, or in other hands. Nothing was sent. */
  | { status: 'withdraw'; reason: string; sender: 'go on' }

export interface Attempt {
  kind: MailKind
  /** With this one. */
  attempts: number
  /** From 0 to 1, so that mails put off together do not come back together. */
  jitter: () => number
  /** It is sent again when it is not known whether it was accepted. */
  isResent: boolean
}

/** Decides by the kind of mail, the attempts so far and what the server said. */
export function nextStep(attempt: Attempt, outcome: SmtpOutcome): NextStep {
  const verdict = judgeSmtp(outcome)
  const reason = 'reply' in outcome ? outcome.reply : outcome.reason
  const lesson = lessonOf(verdict, outcome)
  const settled = { status: 'settle', reason, verdict, lesson, sender: 'go on' } as const
  const again = { status: 'give back', reason, verdict, lesson } as const
  if (verdict === 'sent') return { ...settled, state: 'accepted' }
  const restMs = restAfter({ ...attempt, jitter: attempt.jitter() })
  const later = { ...again, restMs, strike: true, sender: 'go on' } as const
  switch (verdict) {
    case 'bad-recipient':
    case 'policy':
    case 'refused':
      return { ...settled, state: 'failed' }
    case 'protocol':
      return attempt.attempts < PROTOCOL_TRIES ? later : { ...settled, state: 'failed' }
    case 'unknown':
      return attempt.isResent ? { ...later, isUnknown: true } : { ...settled, state: 'unknown' }
    case 'stop':
      return { ...again, restMs: REFUSED_REST_MS, strike: false, sender: 'halt' }
    case 'mailbox-full':
      return later
    case 'retry':
    case 'slow-down':
      if (outcome.status === 'not-sent' && outcome.cause === 'marker')
        return { status: 'withdraw', reason, sender: 'go on' }
      return speaksOfTheServer(outcome)
        ? { ...again, restMs: UNREACHABLE_REST_MS, strike: false, sender: 'rest' }
        : later
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

/** Only replies about a recipient or a message teach: what comes before is said to whoever calls. */
function lessonOf(verdict: SmtpVerdict, outcome: SmtpOutcome): Lesson | undefined {
  const isOfAMail = outcome.status === 'rejected' && ['recipient', 'message'].includes(outcome.stage)
  return isOfAMail ? LESSONS.find((lesson) => lesson === verdict) : undefined
}
