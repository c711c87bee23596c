import { shared } from '@/lib/http/shared'
import { seeOther } from '../../_answer/page'

/** From the page of a merged paper to that of the other: for now, since a moderator can part them. */
export const leadOn = (request: Request, { id }: { id: string }, to: string): Response =>
  shared(request, [`paper:${id}`], seeOther(to, { 'cache-control': 'no-cache' }))
