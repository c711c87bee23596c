import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { config } from '@/lib/config'
import { refuseExistingFile, writeBackup } from '@/lib/database/backup/write-backup'
import { runCommand } from './command'
import { progressOfRows, tableOfRows } from './command/rows'

await runCommand({
  name: 'backup',
  summary:
    'Writes everything the database holds, as it is at one instant, into one file that any PostgreSQL 15 or newer takes back.',
  positionals: ['FILE'],
  options: { force: { type: 'boolean', description: 'replace the file when it is there' } },
  needsDatabase: true,
  run: async ({ values, positionals: [name = ''], signal, databaseUrl, progress }) => {
    const file = resolve(name)
    const overwrite = values.force === true
    if (!overwrite) await refuseExistingFile(file)
    const shown = progressOfRows(progress)
    const tables = await writeBackup({ databaseUrl, file, overwrite, now: config().clock.now(), signal, ...shown })
    const { size: bytes } = await stat(file)
    return {
      json: { file, bytes, tables },
      text: `${tableOfRows(tables)}\n${file}, ${bytes.toLocaleString('en')} bytes.`,
    }
  },
})
