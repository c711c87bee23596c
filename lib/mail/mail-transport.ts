import type { Mail } from './mail'
import type { SmtpOutcome } from './smtp-outcome'

export interface SendOptions {
  /**
   * Called once when all but the end of the message is handed over. The mail cannot be accepted before this resolves, and is
   * not sent when it rejects: the place to write down that it may be out.
   */
  beforeEnd?: () => Promise<void>
}

/** A way out for mails. */
export interface MailTransport {
  /**
   * Hands over one mail. What a server does is an outcome; only a mail that cannot be composed rejects. Five at once have a
   * connection each; the time of waiting for one counts towards giving up.
   */
  send(mail: Mail, options?: SendOptions): Promise<SmtpOutcome>
  /** Finishes what is under way, takes nothing new. */
  close(): Promise<void>
}
