import type { OpenClaim } from '@/lib/community/claims/decide'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** Claims that wait for a moderator, and those that were decided. */
export function DecideClaimsPage({ open, decided }: { open: OpenClaim[]; decided: OpenClaim[] }) {
  return (
    <Prose title="Claims of authors">
      <p>
        Nobody decides on their own claim, nor on an appeal against their own refusal. What you decide stands with your
        name and your reason in the <a href={paths.moderationLog}>public log</a>, which does not say whose claim it is,
        and is mailed to whoever claimed.
      </p>
      {open.length === 0 && <p>None waits.</p>}
      <ul className="rows">
        {open.map((claim) => (
          <li key={claim.id}>
            <Entry claim={claim} decisions={['grant', 'refuse']} />
          </li>
        ))}
      </ul>
      {decided.length > 0 && <h2>Decided</h2>}
      <ul className="rows">
        {decided.map((claim) => (
          <li key={claim.id}>
            <Entry claim={claim} decisions={claim.state === 'granted' ? ['refuse'] : []} />
          </li>
        ))}
      </ul>
    </Prose>
  )
}

const LABELS = { grant: 'Grant', refuse: 'Refuse' } as const

function Entry({ claim, decisions }: { claim: OpenClaim; decisions: (keyof typeof LABELS)[] }) {
  return (
    <>
      <p>
        {claim.by ?? 'A reader without a name'} says to be <strong>{claim.author}</strong>, an author of{' '}
        <a href={paths.paper(claim.paperId)}>{claim.title}</a> ({claim.state}).
      </p>
      <ul>
        {claim.acts.map(({ at, act, reason }) => (
          <li key={`${act} ${at.toISOString()}`}>
            {act}, <Instant at={at} />
            {reason && `: ${reason}`}
          </li>
        ))}
      </ul>
      {decisions.length > 0 && (
        <form method="post" action={paths.decideClaims} className="stack">
          <input type="hidden" name="id" value={claim.id} />
          <div className="field">
            <label htmlFor={`reason-${claim.id}`}>Why? Everybody can read it</label>
            <input id={`reason-${claim.id}`} name="reason" required maxLength={200} autoComplete="off" />
          </div>
          <p className="ways-on">
            {decisions.map((decision) => (
              <Button key={decision} kind="quiet" name="decision" value={decision}>
                {LABELS[decision]}
              </Button>
            ))}
          </p>
        </form>
      )}
    </>
  )
}
