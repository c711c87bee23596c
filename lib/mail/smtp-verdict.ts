import type { SmtpOutcome } from './smtp-outcome'

/**
 * What to do next:
 * - `sent`: done.
 * - `retry`: later, with patience; nothing is wrong with the address.
 * - `bad-recipient`: nobody is there; never again to this address.
 * - `policy`: this mail is refused for what it is or where it comes from; the address keeps its good name.
 * - `stop`: our set-up is wrong and every mail would fail alike; stop sending, use up no mail, tell the operator.
 * - `unknown`: it may have been accepted.
 */
export type SmtpVerdict = 'sent' | 'retry' | 'bad-recipient' | 'policy' | 'stop' | 'unknown'

/** Basic replies of RFC 4954 and RFC 3207 that speak of sign-in and encryption, not of a mail. */
const CONFIGURATION = new Set([530, 534, 535, 538])

/** RFC 3463: subjects that say the address itself is not there. 5.1.7 and 5.1.8 speak of the sender, so they are not here. */
const NO_SUCH_ADDRESS = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.9', '5.1.10', '5.2.1'])

/** Replies that, without an enhanced code, say of a recipient that it is not there (RFC 5321, 4.2.3). */
const NO_SUCH_RECIPIENT = new Set([550, 551, 553])

/** Judges one outcome; the same outcome always gets the same verdict. Enhanced codes (RFC 3463) count before basic ones. */
export function judgeSmtp(outcome: SmtpOutcome): SmtpVerdict {
  switch (outcome.status) {
    case 'accepted':
      return 'sent'
    case 'unknown':
      return 'unknown'
    case 'not-sent':
      if (outcome.cause === 'configuration') return 'stop'
      return outcome.cause === 'address' ? 'bad-recipient' : 'retry'
    case 'rejected':
      return judgeReply(outcome)
  }
}

function judgeReply({ code, enhanced, stage }: Extract<SmtpOutcome, { status: 'rejected' }>): SmtpVerdict {
  if (code < 500) return 'retry'
  if (CONFIGURATION.has(code)) return 'stop'
  // A wrong order of commands is a fault of the session, not of the mail: a new session gets it right.
  if (code === 503) return 'retry'
  // Full mailboxes come under 5yz as well, and are emptied again.
  if (enhanced === '5.2.2' || (code === 552 && !enhanced && stage !== 'sender')) return 'retry'
  if (stage === 'greeting' || stage === 'sign-in') return 'stop'
  // The sender is the same in every mail; only its size (552) is this one's own.
  if (stage === 'sender') return code === 552 ? 'policy' : 'stop'
  if (enhanced) return NO_SUCH_ADDRESS.has(enhanced) ? 'bad-recipient' : 'policy'
  return stage === 'recipient' && NO_SUCH_RECIPIENT.has(code) ? 'bad-recipient' : 'policy'
}
