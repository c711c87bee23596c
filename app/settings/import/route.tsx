import { answerBusy } from '@/app/_answer/busy'
import { answerPage, seeOther } from '@/app/_answer/page'
import { ImportedPage, ImportPage } from '@/components/accounts/ImportPage'
import { takeFrom } from '@/lib/accounts/limits'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { networkOf, peerOf } from '@/lib/http/peer'
import { MAX_ARCHIVE_BYTES, readArchive } from '@/lib/mine/archive'
import { importMine } from '@/lib/mine/import-mine'
import { paths } from '@/lib/paths'

const PAGE = { title: 'Bring an archive', talk: true, noindex: true, headers: { 'cache-control': 'no-store' } }
const IMPORTS = { name: 'imports', acts: 10, spanSeconds: 3_600 }

/** The form that takes an archive. */
export async function GET(request: Request): Promise<Response> {
  if (!(await readerOf(request))) return seeOther(paths.signInTo(paths.settingsImport))
  return answerPage(request, PAGE, <ImportPage />)
}

/** Takes what an archive of another site holds, and tells what was taken and what not. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.settingsImport))
  const allowance = await takeFrom(IMPORTS, reader.id)
  if (!allowance.allowed) return answerBusy(request, 'archives', allowance.retryAfterSeconds)
  const file = await archiveIn(request)
  if (!file) return answerFault(request, 'Please choose an archive of at most 4 MB.')
  const reading = readArchive(new Uint8Array(await file.arrayBuffer()))
  if (reading.status === 'refused') return answerFault(request, reading.why)
  const asker = { now: config().clock.now(), peer: peerOf(request), network: networkOf(request) }
  return answerPage(request, PAGE, <ImportedPage imported={await importMine(reading.mine, reader, asker)} />)
}

/** The one file of the form; null where there is none that can be read. */
async function archiveIn(request: Request): Promise<File | null> {
  // A form that is broken off or of another kind makes the platform throw.
  const form = await request.formData().catch(() => null)
  const file = form?.get('archive')
  return file instanceof File && file.size > 0 && file.size <= MAX_ARCHIVE_BYTES ? file : null
}

const answerFault = (request: Request, fault: string) =>
  answerPage(request, { ...PAGE, status: 422 }, <ImportPage fault={fault} />)
