import { config } from '@/lib/config'
import { connect, disconnect } from '@/lib/database/client'
import { examine } from '@/lib/doctor/examine'
import type { Finding } from '@/lib/doctor/finding'
import { openDatabase } from '@/lib/house/open-database'
import { runCommand } from './command'

const MARKS: Record<Finding['state'], string> = { fine: '✓', notice: '–', broken: '✗' }

await runCommand({
  name: 'doctor',
  summary:
    'Looks at database, disk, clock, mail server, the mail domain, the way back for bounces, and arXiv; exit status 1 when something is broken.',
  async run() {
    const findings: Finding[] = []
    let close = () => Promise.resolve()
    const database = async () => {
      close = await openWithoutMigrating()
    }
    for await (const finding of examine(config(), database)) findings.push(finding)
    await disconnect()
    await close()

    const failed = findings.some(({ state }) => state === 'broken')
    const lines = findings.map(({ state, sentence }) => `${MARKS[state]} ${sentence}`)
    return { json: { ok: !failed, findings }, text: lines.join('\n'), failed }
  },
})

/** A database of your own is looked at as it is; the embedded one may have to be started, and that migrates it. */
async function openWithoutMigrating(): Promise<() => Promise<void>> {
  const settings = config()
  if (settings.databaseUrl) {
    connect(settings.databaseUrl)
    return () => Promise.resolve()
  }
  const open = await openDatabase(settings, 'npm run doctor')
  connect(open.url)
  return () => open.close()
}
