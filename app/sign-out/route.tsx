import { SignOutPage } from '@/components/accounts/SignOutPage'
import { forgetCookie, readCookie } from '@/lib/accounts/cookies'
import { signOut } from '@/lib/accounts/sessions'
import { paths } from '@/lib/paths'
import { answerPage, seeOther } from '../_answer/page'

/** Whoever opens the address by hand finds the button. */
export function GET(request: Request): Promise<Response> {
  return answerPage(request, { title: 'Sign out', noindex: true }, <SignOutPage />)
}

/** Ends the session, at the server and in the browser. */
export async function POST(request: Request): Promise<Response> {
  await signOut(readCookie(request, 'session'))
  return seeOther(paths.trending, { 'set-cookie': forgetCookie('session'), 'cache-control': 'no-store' })
}
