import { answerPage, seeOther } from '@/app/_answer/page'
import { DeletedPage, DeletePage } from '@/components/accounts/DeletePage'
import { forgetCookie } from '@/lib/accounts/cookies'
import { sessionOf } from '@/lib/accounts/session'
import { forgetReader } from '@/lib/community/forget-reader'
import { paths } from '@/lib/paths'

const NOT_KEPT = { 'cache-control': 'no-store' }

/** Asks once more. Changes nothing. */
export async function GET(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  const page = { title: 'Delete everything', noindex: true, headers: NOT_KEPT }
  return answerPage(request, page, <DeletePage email={session.reader.email} />)
}

/** Deletes all that is kept about the reader, this session included. */
export async function POST(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  await forgetReader(session.reader.email)
  const headers = { ...NOT_KEPT, 'set-cookie': forgetCookie('session') }
  return answerPage(
    new Request(request.url),
    { title: 'Everything is deleted', noindex: true, headers },
    <DeletedPage />,
  )
}
