import { join } from 'node:path'
import type { Config } from '../config'
import { readDkimKey } from './dkim'
import { openLocalMailbox } from './local-mailbox'
import type { MailTransport } from './mail-transport'
import { openSmtp } from './smtp-transport'

export type { MailTransport }

/** Where `.eml` files lie while there is no SMTP server. */
export const mailboxFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'mailbox')

/** The way out for mails: SMTP to `SMTP_URL`, or files in the data folder while that is unset. @throws InputError for a key that cannot sign */
export function openTransport({
  smtpUrl,
  dataDir,
  mailConnections,
  dkim,
}: Pick<Config, 'smtpUrl' | 'dataDir' | 'mailConnections'> & Partial<Pick<Config, 'dkim'>>): MailTransport {
  const key = dkim && readDkimKey(dkim)
  return smtpUrl
    ? openSmtp(smtpUrl, { connections: mailConnections, dkim: key })
    : openLocalMailbox(mailboxFolder({ dataDir }), key)
}
