import { forgetCookie, readCookie, setCookie } from '@/lib/accounts/cookies'
import type { FinishOutcome } from '@/lib/accounts/finish-sign-in'
import { readIntent } from '@/lib/accounts/intent'
import { isAdminAddress } from '@/lib/accounts/session'
import { SESSION_COOKIE_SECONDS } from '@/lib/accounts/sessions'
import { findBan } from '@/lib/community/moderation/stands'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { paths } from '@/lib/paths'
import { carryOut } from '@/lib/reading/acts'
import { seeOther } from '../../_answer/page'

/** What a browser brings along to finish a sign-in. */
export const proofOf = (request: Request) => ({
  browserToken: readCookie(request, 'sign-in'),
  browser: { userAgent: request.headers.get('user-agent'), oldSessionToken: readCookie(request, 'session') },
})

/** Gives the browser its session, does what the visitor wanted to do before, and leads back there. */
export async function answerFinished(
  request: Request,
  { reader, sessionToken, back }: Extract<FinishOutcome, { status: 'signed-in' }>,
): Promise<Response> {
  const { clock, voteMaturityHours } = config()
  const intent = readIntent(request)
  const terms = { now: clock.now(), maturityHours: voteMaturityHours, network: networkOf(request) }
  const isBarred = intent?.act === 'vote' && (await findBan(reader.id)) !== null
  if (intent && !isBarred) await carryOut(intent.act, intent.paperId, reader, terms)

  const destination = intent ? `${intent.back}#${intent.paperId}` : back
  return seeOther(isAdminAddress(reader.email) ? paths.secondFactorFor(intent?.back ?? back) : destination, [
    ['set-cookie', setCookie('session', sessionToken, SESSION_COOKIE_SECONDS)],
    ['set-cookie', forgetCookie('sign-in')],
    ['set-cookie', forgetCookie('intent')],
    ['cache-control', 'no-store'],
  ])
}
