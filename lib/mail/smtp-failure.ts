import { withoutAddresses } from '@/lib/log'
import type { NotSentCause, SmtpOutcome, SmtpStage } from './smtp-outcome'

/** What nodemailer tells of a failure (its `NodemailerError`). */
export interface SmtpFailure {
  message: string
  code?: string | undefined
  originalCode?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
}

/** TLS and settings: the same for every mail until somebody changes something. */
const CONFIGURATION = new Set(['ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'ECONFIG', 'EPROXY'])
/** No connection was opened at all. */
const UNREACHABLE = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'])
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME|^ERR_(TLS|SSL)/

/**
 * What a failed attempt means.
 * @param gate whether the server may have heard of the mail, whether the end of the message had been let through, and whether
 *   the mark before it failed
 */
export function outcomeOf(
  failure: SmtpFailure,
  gate: { begun: boolean; opened: boolean; markerFailed: boolean },
): SmtpOutcome {
  if (gate.markerFailed) return { status: 'not-sent', reason: 'the mark before the end failed', cause: 'marker' }

  const stage = stageOf(failure.command)
  // After the dot only its own reply counts; whatever else ends the session leaves the question open.
  if (gate.opened && stage !== 'message') return { status: 'unknown', reason: tidy(failure.message) }
  if (failure.responseCode && failure.response) {
    const reply = tidy(failure.response)
    // A server that closes down in the middle (421) is told of without the command that it answered.
    const answered = gate.begun && stage === 'greeting' && failure.responseCode < 500 ? 'message' : stage
    return { status: 'rejected', reply, code: failure.responseCode, enhanced: enhancedCode(reply), stage: answered }
  }
  if (gate.opened) return { status: 'unknown', reason: tidy(failure.message) }
  return { status: 'not-sent', reason: tidy(failure.message), cause: causeOf(failure, gate.begun) }
}

/** One line without addresses, short enough for a ledger. */
export function tidy(text: string): string {
  return withoutAddresses(text.replace(/[\p{Cc}\s]+/gu, ' ').trim()).slice(0, 300)
}

/** RFC 3463: class, subject, detail; of a reply's first line. */
export function enhancedCode(reply: string): string | null {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null
}

function stageOf(command = ''): SmtpStage {
  if (command.startsWith('AUTH')) return 'sign-in'
  if (command === 'MAIL FROM') return 'sender'
  if (command === 'RCPT TO') return 'recipient'
  if (command === 'DATA') return 'message'
  return 'greeting'
}

function causeOf({ code = '', originalCode = '', command }: SmtpFailure, begun: boolean): NotSentCause {
  if (CONFIGURATION.has(code) || CERTIFICATE.test(originalCode)) return 'configuration'
  // Refused by the client before it spoke to the server: the address cannot be written in SMTP.
  if (code === 'EENVELOPE') return 'address'
  // An idle connection may end under a mail, which is then taken to the next: what fails there, before a greeting, is told
  // with one of these codes, or without a command.
  const isBeforeGreeting = UNREACHABLE.has(originalCode) || code === 'EDNS' || (code === 'ECONNECTION' && !command)
  return begun && !isBeforeGreeting ? 'interrupted' : 'connection'
}
