import type { Config } from '../config'

type Settings = Pick<
  Config,
  'smtpUrl' | 'isLocal' | 'baseUrl' | 'adminEmails' | 'secrets' | 'databaseUrl' | 'dataDir' | 'clockIsFixed' | 'clock'
>

/** What a start says about settings that are missing or good for one machine only: one line each, with what to do. */
export function listNotices(settings: Settings): string[] {
  const { smtpUrl, isLocal, baseUrl, adminEmails, secrets, databaseUrl, dataDir, clockIsFixed, clock } = settings
  const mailStays = isLocal ? `read it at ${baseUrl}/mailbox` : `it lies in ${dataDir}/mailbox`
  return [
    databaseUrl === undefined &&
      `The database is the embedded one, in ${dataDir}/database; DATABASE_URL takes another.`,
    smtpUrl === undefined && `Mail is sent to nobody: ${mailStays}. SMTP_URL sends it.`,
    isLocal && `Links in mails and feeds lead to ${baseUrl}, this machine only; BASE_URL takes the public address.`,
    secrets === undefined && `The signing key is kept in ${dataDir}/secret; SECRET takes one of your own.`,
    adminEmails.length === 0 && 'Nobody may open /admin; ADMIN_EMAILS names who may.',
    clockIsFixed && `The clock stands still at ${clock.now().toISOString()} (NOW).`,
  ].filter((line) => line !== false)
}
