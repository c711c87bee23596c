import { answerBusy } from '@/app/_answer/busy'
import { answerPage, seeOther } from '@/app/_answer/page'
import { InvitationOverPage, InvitationPage } from '@/components/accounts/InvitationPage'
import { askToSignIn } from '@/lib/accounts/ask-to-sign-in'
import { readCookie, setCookie } from '@/lib/accounts/cookies'
import { invitedBy } from '@/lib/accounts/invitations'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'
import { paths } from '@/lib/paths'

/** As long as the one that `/sign-in` sets. */
const BROWSER_COOKIE_SECONDS = 60 * 60

interface Context {
  params: Promise<{ token: string }>
}

/** Where the mailed link leads. Scanners follow links and press buttons, so neither signs in: the button mails a code, as at `/sign-in`. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params
  const email = await invitedBy(token, config().clock.now())
  const page = { title: 'Invitation', noindex: true, headers: TOKEN_PAGE_HEADERS }
  return email
    ? answerPage(request, page, <InvitationPage siteName={config().siteName} email={email} token={token} />)
    : answerPage(request, { ...page, status: 410 }, <InvitationOverPage />)
}

/** Mails the code that makes use of the invitation. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const email = await invitedBy((await params).token, config().clock.now())
  if (!email) {
    const page = { title: 'Invitation', status: 410, noindex: true, headers: TOKEN_PAGE_HEADERS }
    return answerPage(request, page, <InvitationOverPage />)
  }
  const browser = { network: networkOf(request), heldToken: readCookie(request, 'sign-in') }
  const asked = await askToSignIn({ email, back: paths.trending, ...browser }, config().clock.now())
  return asked.status === 'busy'
    ? answerBusy(request, 'sign-ins', asked.retryAfterSeconds)
    : seeOther(paths.signInCode, { 'set-cookie': setCookie('sign-in', asked.browserToken, BROWSER_COOKIE_SECONDS) })
}
