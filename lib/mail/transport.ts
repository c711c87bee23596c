import { join } from 'node:path'
import type { Config } from '../config'
import { openLocalMailbox } from './local-mailbox'
import type { MailTransport } from './mail-transport'
import { openSmtp } from './smtp-transport'

export type { MailTransport }

/** Where `.eml` files lie while there is no SMTP server. */
export const mailboxFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'mailbox')

/** The way out for mails: SMTP to `SMTP_URL`, or files in the data folder while that is unset. */
export function openTransport({
  smtpUrl,
  dataDir,
  mailConnections,
}: Pick<Config, 'smtpUrl' | 'dataDir' | 'mailConnections'>): MailTransport {
  return smtpUrl ? openSmtp(smtpUrl, { connections: mailConnections }) : openLocalMailbox(mailboxFolder({ dataDir }))
}
