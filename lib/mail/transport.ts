import { join } from 'node:path'
import type { Config } from '@/lib/config'
import { openLocalMailbox } from './local-mailbox'
import type { Mail } from './mail'
import type { SmtpOutcome } from './smtp-outcome'
import { openSmtp } from './smtp-transport'

export interface SendOptions {
  /**
   * Called once when all but the end of the message is handed over. The mail cannot be accepted before this resolves, and is
   * not sent when it rejects: the place to write down that it may be out.
   */
  beforeEnd?: () => Promise<void>
}

export interface MailTransport {
  /** Hands over one mail. Never rejects for what a server does: that is an outcome. */
  send(mail: Mail, options?: SendOptions): Promise<SmtpOutcome>
  /** Finishes what is under way, takes nothing new. */
  close(): Promise<void>
}

/** Where `.eml` files lie while there is no SMTP server. */
export const mailboxFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'mailbox')

/** The way out for mails: SMTP to `SMTP_URL`, or files in the data folder while that is unset. */
export function openTransport(config: Pick<Config, 'smtpUrl' | 'dataDir'>): MailTransport {
  return config.smtpUrl ? openSmtp(config.smtpUrl) : openLocalMailbox(mailboxFolder(config))
}
