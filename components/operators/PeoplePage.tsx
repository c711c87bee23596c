import type { NamedPerson } from '@/lib/community/roles'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { ActForm } from './ActForm'
import { AddressForm } from './AddressForm'
import { OperatorsFrame } from './OperatorsFrame'

interface PeoplePageProps {
  named: NamedPerson[]
  /** An address that was looked for, and who has it; null: none was. */
  looked: { email: string; found: NamedPerson | null } | null
  fault?: string | undefined
}

const ROLES = ['curator', 'moderator'] as const

/** Who is curator or moderator, and the way to name them and to take it back. */
export function PeoplePage({ named, looked, fault }: PeoplePageProps) {
  return (
    <OperatorsFrame title="People">
      <p>Curators pick papers. Moderators answer reports, hide, lock and ban. Admins may do all of it.</p>
      <AddressForm action={paths.adminPeople} looked={looked} fault={fault} />
      {looked && (
        <>
          <h2>{looked.email}</h2>
          {looked.found ? <Entry person={looked.found} /> : <p>Nobody signed in with this address yet.</p>}
        </>
      )}
      <h2>Curators and moderators</h2>
      {named.length === 0 && <p>Nobody was named yet.</p>}
      <ul className="rows">
        {named.map((person) => (
          <li key={person.readerId}>
            <p>
              <strong>{person.email}</strong>
            </p>
            <Entry person={person} />
          </li>
        ))}
      </ul>
    </OperatorsFrame>
  )
}

function Entry({ person: { readerId, name, roles } }: { person: NamedPerson }) {
  return (
    <>
      <p>{name ? `Called ${name}.` : 'Has no public name yet.'}</p>
      {ROLES.map((role) => {
        const held = roles.find((one) => one.role === role)
        return (
          <details key={role}>
            <summary>{held ? `Is a ${role}` : `Make them a ${role}`}</summary>
            {held && (
              <p>
                Since <Instant at={held.namedAt} />: {held.reason}
              </p>
            )}
            <ActForm
              act={held ? `take-${role}` : `name-${role}`}
              label={held ? 'Take it back' : `Make them a ${role}`}
              back={paths.adminPeople}
              about={{ name: 'reader', value: readerId }}
              asksReason
            />
          </details>
        )
      })}
    </>
  )
}
