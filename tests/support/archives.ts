import { strFromU8, unzipSync } from 'fflate'
import { GET as getExport } from '@/app/settings/export/route'
import { POST as postImport } from '@/app/settings/import/route'
import { config } from '@/lib/config'
import { PEER_HEADER } from '@/lib/http/internal-headers'
import type { Visitor } from './visitor'

/** What the reader's archive holds, by file. */
export async function archiveOf(
  visitor: Visitor,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; files: Record<string, string> }> {
  const bytes = new Uint8Array(await (await getExport(visitor.request('/settings/export'))).arrayBuffer())
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)])
  return { bytes, files: Object.fromEntries(files) }
}

/** Brings an archive by the form; the answer's text without its markup. */
export async function bring(
  visitor: Visitor,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ status: number; text: string }> {
  const body = new FormData()
  body.set('archive', new File([bytes], 'mine.zip'))
  const { headers } = visitor.request('/settings/import')
  const posted = new Request(`${config().baseUrl}/settings/import`, {
    method: 'POST',
    body,
    headers: { cookie: headers.get('cookie') ?? '', [PEER_HEADER]: visitor.peer, accept: 'text/html' },
  })
  const answer = await postImport(posted)
  return { status: answer.status, text: (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
}
