import { answerPage, answerProblem } from '@/app/_answer/page'
import { StopMailsPage } from '@/components/community/CommentMails'
import { readStop, setCommentMails } from '@/lib/accounts/stop-link'

type Context = RouteContext<'/settings/comment-mails/[token]'>

const page = { title: 'Stop these mails', noindex: true, headers: { 'cache-control': 'no-store' } }

/** A page with a button. Changes nothing: mail scanners open every link. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  return readStop(token) ? answerPage(request, page, <StopMailsPage token={token} isDone={false} />) : broken(request)
}

/** Stops them: the button, and mailbox providers by RFC 8058, which come without cookies and take no redirect. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const readerId = readStop(token)
  if (!readerId) return broken(request)
  await setCommentMails(readerId, false)
  return answerPage(request, page, <StopMailsPage token={token} isDone />)
}

const broken = (request: Request) =>
  answerProblem(
    request,
    404,
    'This link is not whole',
    'Please open it from the mail once more, or change it in your settings.',
  )
