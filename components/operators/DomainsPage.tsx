import type { SlowDomain } from '@/lib/outbox/domains'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { ActForm } from './ActForm'
import { OperatorsFrame } from './OperatorsFrame'

/** Domains that are written to slowly, or not at all for a while, and the way to end that. */
export function DomainsPage({ domains }: { domains: SlowDomain[] }) {
  return (
    <OperatorsFrame title="Slow domains">
      <p>
        A domain that complains of our mails is sent digests slowly, and faster again with each one that it takes. One
        that refuses them by policy gets none for ten minutes. Codes and confirmations are not slowed.
      </p>
      {domains.length === 0 && <p>No domain complains: all are written to as fast as they take it.</p>}
      <ul className="rows">
        {domains.map((domain) => (
          <li key={domain.domain}>
            <Entry {...domain} />
          </li>
        ))}
      </ul>
    </OperatorsFrame>
  )
}

function Entry({ domain, connections, perSecond, pausedUntil, reason, changedAt }: SlowDomain) {
  return (
    <>
      <p>
        <strong>{domain}</strong>
        {pausedUntil ? (
          <>
            : no digest until <Instant at={pausedUntil} />, then {paceInWords(perSecond)}
          </>
        ) : (
          `: ${paceInWords(perSecond)}`
        )}
        , {connections === 1 ? 'one at a time' : `${connections} at once`}.
      </p>
      <p>
        <Instant at={changedAt} />: {reason}
      </p>
      <ActForm
        act="free-domain"
        label="Let it go on"
        back={paths.adminDomains}
        about={{ name: 'domain', value: domain }}
      />
    </>
  )
}

function paceInWords(perSecond: number): string {
  if (perSecond >= 1) return `${Math.round(perSecond)} a second`
  return `one in ${Math.round(1 / perSecond)} seconds`
}
