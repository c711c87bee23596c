import { answerProblem } from '@/app/_answer/page'
import { config } from '@/lib/config'
import { isFromThisMachine } from '@/lib/http/peer'
import { mailboxFolder } from '@/lib/mail/transport'

/**
 * The folder of the local mailbox, for who may read it: it exists only while no SMTP server is set and the site is this
 * machine's own, and opens only to somebody at this machine. Sign-in codes lie in it. Null: answer as if nothing were here.
 */
export function openMailbox(request: Request): string | null {
  const { smtpUrl, isLocal } = config()
  return smtpUrl === undefined && isLocal && isFromThisMachine(request) ? mailboxFolder(config()) : null
}

export function nothingHere(request: Request): Promise<Response> {
  return answerProblem(
    request,
    404,
    'Nothing lives at this address',
    'It may have been mistyped, or the page has gone. Papers are at addresses such as /papers/2406.01234.',
  )
}
