import { figureType, findFigureBytes } from '@/lib/papers/figures'
import { answerProblem } from '../../_answer/page'

/** What a hash and an ending look like; anything else is not asked for. */
const FILE = /^[\w-]{22}\.(?:png|jpg)$/

/** A picture of a paper. Its address is a hash of its bytes, so what a browser has stays right; one that was removed is forgotten within a week. */
export async function GET(request: Request, { params }: RouteContext<'/figures/[file]'>): Promise<Response> {
  const { file } = await params
  const bytes = FILE.test(file) ? await findFigureBytes(file) : null
  if (!bytes) return answerProblem(request, 404, 'That picture is not here', 'It was replaced or removed.')
  const headers = { etag: `"${file}"`, 'cache-control': 'public, max-age=604800, immutable' }
  if (request.headers.get('if-none-match')?.includes(file)) return new Response(null, { status: 304, headers })
  return new Response(bytes, { headers: { ...headers, 'content-type': figureType(file) } })
}
