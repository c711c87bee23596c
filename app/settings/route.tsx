import { SettingsPage } from '@/components/accounts/SettingsPage'
import { feedKeySince } from '@/lib/accounts/feed-keys'
import { listProviders } from '@/lib/accounts/openid/identities'
import { listPasskeys } from '@/lib/accounts/passkeys/keep'
import { findName, showsVotes } from '@/lib/accounts/public-name'
import { findSecondFactor } from '@/lib/accounts/second-factor'
import { sessionOf } from '@/lib/accounts/session'
import { listSessions } from '@/lib/accounts/sessions'
import { wantsCommentMails } from '@/lib/accounts/stop-link'
import { may } from '@/lib/community/permissions'
import { findPerson } from '@/lib/community/person'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { answerPage, seeOther } from '../_answer/page'
import { hindranceOf } from '../subscriptions/_hindrance'
import { listedDigests } from '../subscriptions/_listed-digests'

/** The reader's own page. */
export async function GET(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  const { reader, mayBeAdmin } = session
  const factor = mayBeAdmin ? await findSecondFactor(reader.id) : null
  return answerPage(
    request,
    { title: 'Settings', noindex: true, door: true, headers: { 'cache-control': 'no-store' } },
    <SettingsPage
      email={reader.email}
      name={await findName(reader.id)}
      votesPublic={await showsVotes(reader.id)}
      commentMails={await wantsCommentMails(reader.id)}
      digests={await listedDigests(reader.id)}
      hindrance={await hindranceOf(reader.id)}
      sessions={await listSessions(reader.id, config().clock.now())}
      currentSessionId={session.id}
      passkeys={await listPasskeys(reader.id)}
      providers={await listProviders(reader.id)}
      feeds={{ since: await feedKeySince(reader.id), isPublic: config().siteMode.kind === 'public' }}
      moderates={may(await findPerson(reader), 'moderate')}
      admin={mayBeAdmin ? { isAdmin: reader.isAdmin, recoveryCodesLeft: factor?.recoveryCodesLeft ?? 0 } : null}
    />,
  )
}
