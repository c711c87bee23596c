import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopback } from '../config'
import { broken, type Finding, fine, notice, reasonOf } from './finding'

const PATIENCE_MS = 10_000

/** Whether mails leave this machine encrypted. Speaks to the server up to its greeting; no mail is sent. */
export function checkTls(smtpUrl: string): Promise<Finding> {
  const { protocol, hostname, port } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const connection = new SMTPConnection({
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  return new Promise((resolve) => {
    const conclude = (finding: Finding) => {
      resolve(finding)
      connection.close()
    }
    connection.once('error', (error) => conclude(broken('TLS', `No encryption with ${hostname}: ${reasonOf(error)}.`)))
    connection.connect(() =>
      conclude(
        connection.secure
          ? fine('TLS', `Mails go to ${hostname} encrypted, and its certificate is good.`)
          : isLoopback(hostname)
            ? fine('TLS', `${hostname} is this machine: mails need no encryption on the way to it.`)
            : notice('TLS', `${hostname} offers no encryption: mails, and the password, can be read on the way.`),
      ),
    )
  })
}
