import type { ListedInvitation } from '@/lib/accounts/invitations'
import { paths } from '@/lib/paths'
import type { SiteMode } from '@/lib/site-mode'
import { Instant } from '../accounts/Instant'
import { Button } from '../Button'
import { Field } from '../Field'
import { ActForm } from './ActForm'
import { OperatorsFrame } from './OperatorsFrame'

/** What an invitation is good for, as the site is now. */
const GOOD_FOR: Record<SiteMode['kind'], string> = {
  public: 'This site is for everybody (SITE_MODE is public): nobody needs an invitation.',
  openid: 'This site is for a group that a provider tells, and for admins: nobody needs an invitation.',
  private: 'This site is for admins and for whom they invite. Nothing of it is shown to anybody else.',
}

interface InvitationsPageProps {
  mode: SiteMode['kind']
  invitations: ListedInvitation[]
}

/** Invites addresses, and takes them out again. */
export function InvitationsPage({ mode, invitations }: InvitationsPageProps) {
  return (
    <OperatorsFrame title="Invitations">
      <p>{GOOD_FOR[mode]}</p>
      <form method="post" action={paths.adminActs} className="stack">
        <input type="hidden" name="back" value={paths.adminInvitations} />
        <Field name="email" label="Email address" type="email" required maxLength={254} autoComplete="off" />
        <Button name="act" value="invite">
          Invite
        </Button>
      </form>
      {invitations.length === 0 && <p>Nobody is invited yet.</p>}
      <ul className="rows">
        {invitations.map(({ id, email, invitedAt, acceptedAt }) => (
          <li key={id}>
            <p>
              <strong>{email}</strong>, invited <Instant at={invitedAt} />,{' '}
              {acceptedAt ? (
                <>
                  came <Instant at={acceptedAt} />
                </>
              ) : (
                'did not come yet'
              )}
            </p>
            <ActForm
              act="uninvite"
              label="Take out"
              back={paths.adminInvitations}
              about={{ name: 'invitation', value: id }}
            />
          </li>
        ))}
      </ul>
    </OperatorsFrame>
  )
}
