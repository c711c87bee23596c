import type { SmtpOutcome, SmtpStage } from './smtp-outcome'

/**
 * What to do next:
 * - `sent`: done.
 * - `retry`: later, with patience; nothing is wrong with the address.
 * - `slow-down`: the receiving side wants less of us for a while (421, 4.7.x); no strike against the address.
 * - `mailbox-full`: later; if it stays so over weeks, nobody empties that mailbox any more.
 * - `bad-recipient`: nobody is there; never again to this address.
 * - `policy`: we are not trusted there; the address keeps its good name, and its whole domain has to wait.
 * - `refused`: this one mail is not wanted as it is; nothing is said of the address, nor of us.
 * - `protocol`: we and the server do not understand each other. A new session may get it right; if not, somebody has to look.
 * - `stop`: our set-up is wrong and every mail would fail alike; stop sending, use up no mail, tell the operator.
 * - `unknown`: it may have been accepted.
 */
export type SmtpVerdict =
  | 'sent'
  | 'retry'
  | 'slow-down'
  | 'mailbox-full'
  | 'bad-recipient'
  | 'policy'
  | 'refused'
  | 'protocol'
  | 'stop'
  | 'unknown'

/** Basic replies of RFC 4954 and RFC 3207 that speak of sign-in and encryption, not of a mail. */
const CONFIGURATION = new Set([530, 534, 535, 538])

/** RFC 3463: subjects that say the address itself is not there. 5.1.7 and 5.1.8 speak of the sender, so they are not here. */
const NO_SUCH_ADDRESS = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.9', '5.1.10', '5.2.1'])

/** Replies that, without an enhanced code, say of a recipient that it is not there (RFC 5321, 4.2.3). */
const NO_SUCH_RECIPIENT = new Set([550, 551, 553])

/** Servers that give no enhanced code say in words that it is not the address they mean. Only ever keeps an address. */
const POLICY_WORDS =
  /spam|block|blacklist|blocklist|reputation|polic|\bspf\b|dkim|dmarc|\brbl\b|denied|not accepted from|https?:/i

/**
 * Judges one outcome; the same outcome always gets the same verdict. Enhanced codes (RFC 3463) count before basic ones, and
 * words only where there is no enhanced code.
 */
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
      return outcome.code < 500 ? judgeTemporary(outcome) : judgePermanent(outcome)
  }
}

type Rejection = Extract<SmtpOutcome, { status: 'rejected' }>

function judgeTemporary({ code, enhanced, stage }: Rejection): SmtpVerdict {
  if (code === 421) return 'slow-down'
  if (enhanced === '4.2.2') return 'mailbox-full'
  // 4.7.1 is what greylisting says, and waits for us to come back.
  if (enhanced?.startsWith('4.7.') && enhanced !== '4.7.1' && speaksOfAMail(stage)) return 'slow-down'
  return 'retry'
}

function judgePermanent({ code, enhanced, stage, reply }: Rejection): SmtpVerdict {
  if (CONFIGURATION.has(code) || !speaksOfAMail(stage)) return 'stop'
  // Full mailboxes come under 5yz as well, and are emptied again.
  if (enhanced === '5.2.2' || (code === 552 && !enhanced && stage !== 'sender')) return 'mailbox-full'
  if (stage !== 'sender' && enhanced && NO_SUCH_ADDRESS.has(enhanced)) return 'bad-recipient'
  if (code <= 504) return 'protocol'
  // The sender is the same in every mail; only its size (552) is this one's own.
  if (stage === 'sender') return code === 552 ? 'refused' : 'stop'
  if (enhanced) return enhanced.startsWith('5.7.') ? 'policy' : 'refused'
  const isNobody = stage === 'recipient' && NO_SUCH_RECIPIENT.has(code) && !POLICY_WORDS.test(reply)
  return isNobody ? 'bad-recipient' : 'policy'
}

/** What comes before MAIL is said to whoever calls, not of a mail. */
const speaksOfAMail = (stage: SmtpStage) => stage !== 'greeting' && stage !== 'sign-in'
