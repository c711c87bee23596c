import { config } from '@/lib/config'
import { shared } from '@/lib/http/shared'
import { listView, type PageOf } from '@/lib/views/list-view'
import { renderTwin, type TwinFormat } from '@/lib/views/twins'
import type { View } from '@/lib/views/view'
import type { OwnView } from './own-view'

/** A view for programs. What is some readers' own, and what tells of the past, is kept by nobody. */
export async function answerTwin(
  request: Request,
  format: TwinFormat,
  view: View,
  query: PageOf & { minVotes: number; moment: Date | null },
  own: OwnView | null,
): Promise<Response> {
  const { moment, minVotes } = query
  const page = await listView(view, query)
  const { type, body } = renderTwin(format, {
    view,
    title: own?.title,
    ...page,
    minVotes,
    moment,
    now: config().clock.now(),
  })
  const headers = { 'content-type': type, 'cache-control': 'no-cache' }
  if (view.kind === 'personal' || own)
    return new Response(body, {
      headers: { ...headers, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' },
    })
  // The past has no end of addresses: it is not kept.
  if (moment) return new Response(body, { headers })
  return shared(request, ['papers', 'votes'], new Response(body, { headers }))
}
