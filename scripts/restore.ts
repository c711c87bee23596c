import { resolve } from 'node:path'
import { config } from '@/lib/config'
import { restoreBackup } from '@/lib/database/backup/restore-backup'
import { type PassedOver, passOverDue } from '@/lib/digest/pass-over'
import { runCommand } from './command'
import { progressOfRows, tableOfRows } from './command/rows'

await runCommand({
  name: 'restore',
  summary: 'Puts a backup in the place of everything the database holds: all of it, or nothing is changed.',
  positionals: ['FILE'],
  options: {
    force: { type: 'boolean', description: 'replace what a database that is not empty holds' },
    resend: { type: 'boolean', description: 'send what was due since the backup, even if it was sent already' },
  },
  needsDatabase: true,
  run: async ({ values, positionals: [name = ''], signal, databaseUrl, progress }) => {
    const file = resolve(name)
    let passedOver: PassedOver = { mails: 0, subscriptions: 0 }
    const tables = await restoreBackup({
      databaseUrl,
      file,
      overwrite: values.force === true,
      signal,
      ...progressOfRows(progress),
      async beforeCommit(client) {
        if (!values.resend) passedOver = await passOverDue(client, config().clock.now())
      },
    })
    return {
      json: { file, tables, passedOver },
      text: `${tableOfRows(tables)}\n${inWords(passedOver)}Restored from ${file}.`,
    }
  },
})

function inWords({ mails, subscriptions }: PassedOver): string {
  if (mails + subscriptions === 0) return ''
  return `Passed over, since they may have been sent after the backup: ${mails} waiting mails, ${subscriptions} due digests (--resend sends them).\n`
}
