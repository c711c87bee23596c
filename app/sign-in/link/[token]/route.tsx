import { LinkElsewherePage, LinkHerePage } from '@/components/accounts/LinkPages'
import { readCookie } from '@/lib/accounts/cookies'
import { finishWithLink, isLinkOf } from '@/lib/accounts/finish-sign-in'
import { config } from '@/lib/config'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'
import { answerPage } from '../../../_answer/page'
import { answerFinished, proofOf } from '../../_finish/answer-finished'

interface Context {
  params: Promise<{ token: string }>
}

/** Where the mailed link leads. Scanners follow links, so this changes nothing: in the browser that asked it shows a button. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const isHere = await isLinkOf(token, readCookie(request, 'sign-in'), config().clock.now())
  return isHere
    ? answerPage(
        request,
        { title: 'Sign in', noindex: true, headers: TOKEN_PAGE_HEADERS },
        <LinkHerePage token={token} />,
      )
    : answerElsewhere(request, 200)
}

/** Finishes the sign-in, in the browser that asked and no other. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const outcome = await finishWithLink(token, proofOf(request), config().clock.now())
  return outcome.status === 'signed-in' ? answerFinished(request, outcome) : answerElsewhere(request, 403)
}

function answerElsewhere(request: Request, status: number): Promise<Response> {
  return answerPage(
    request,
    {
      title: 'Type the code in the browser that asked',
      status,
      noindex: true,
      fieldless: true,
      headers: TOKEN_PAGE_HEADERS,
    },
    <LinkElsewherePage />,
  )
}
