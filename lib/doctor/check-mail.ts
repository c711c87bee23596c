import { createTransport } from 'nodemailer'
import type { Config } from '../config'
import { broken, type Finding, fine, notice, reasonOf } from './finding'

const PATIENCE_MS = 10_000

/** Whether the mail server takes our name and password. No mail is sent. */
export async function checkMailServer({ smtpUrl, dataDir }: Pick<Config, 'smtpUrl' | 'dataDir'>): Promise<Finding> {
  if (!smtpUrl) return notice('mail', `SMTP_URL is not set: mails land in ${dataDir}/mailbox, to be read at /mailbox.`)
  const { hostname, protocol } = new URL(smtpUrl)
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  try {
    await transport.verify()
    return fine('mail', `${hostname} takes our mail${protocol === 'smtps:' ? ', over TLS from the first byte' : ''}.`)
  } catch (error) {
    return broken('mail', `${hostname} does not take our mail: ${withoutPassword(reasonOf(error), smtpUrl)}.`)
  } finally {
    transport.close()
  }
}

function withoutPassword(reason: string, smtpUrl: string): string {
  const { password } = new URL(smtpUrl)
  return password ? reason.replaceAll(decodeURIComponent(password), '…').replaceAll(password, '…') : reason
}
