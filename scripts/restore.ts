import { resolve } from 'node:path'
import { restoreBackup } from '@/lib/database/backup/restore-backup'
import { runCommand } from './command'
import { progressOfRows, tableOfRows } from './command/rows'

await runCommand({
  name: 'restore',
  summary: 'Puts a backup in the place of everything the database holds: all of it, or nothing is changed.',
  positionals: ['FILE'],
  options: { force: { type: 'boolean', description: 'replace what a database that is not empty holds' } },
  needsDatabase: true,
  run: async ({ values, positionals: [name = ''], signal, databaseUrl, progress }) => {
    const file = resolve(name)
    const shown = progressOfRows(progress)
    const tables = await restoreBackup({ databaseUrl, file, overwrite: values.force === true, signal, ...shown })
    return { json: { file, tables }, text: `${tableOfRows(tables)}\nRestored from ${file}.` }
  },
})
