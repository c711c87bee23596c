import { readerOf } from '@/lib/accounts/session'
import { listFollows } from '@/lib/community/follows/list-follows'
import { paths } from '@/lib/paths'
import { seeOther } from '../_answer/page'

/** Leads to the papers of all that the reader follows. */
export async function GET(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.following))
  return seeOther(paths.followingOf((await listFollows(reader.id)).key))
}
