import { config } from '@/lib/config'
import type { PaperRecord } from '@/lib/papers/find-paper'
import { pictureOf } from '@/lib/pictures/kept-pictures'

/** The picture of a paper for link previews, 304 for whoever has it already. Other sites may show it. */
export async function answerPicture(request: Request, paper: PaperRecord): Promise<Response> {
  const { png, etag } = await pictureOf(paper, config().siteName)
  const headers = { etag, 'cache-control': 'public, max-age=86400', 'cross-origin-resource-policy': 'cross-origin' }
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(png), { headers: { ...headers, 'content-type': 'image/png' } })
}
