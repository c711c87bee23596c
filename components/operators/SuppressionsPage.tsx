import { paths } from '@/lib/paths'
import type { SuppressionRecord } from '@/lib/suppression/suppressions'
import { Instant } from '../accounts/Instant'
import { Button } from '../Button'
import { Field } from '../Field'
import { ActForm } from './ActForm'
import { AddressForm } from './AddressForm'
import { OperatorsFrame } from './OperatorsFrame'

interface SuppressionsPageProps {
  newest: SuppressionRecord[]
  /** An address that was looked for, and what stands about it; null: none was. */
  looked: { email: string; found: SuppressionRecord | null } | null
  fault?: string | undefined
}

/** Addresses that get no mail. The list knows them by keyed hashes only: it finds an address, and cannot tell one. */
export function SuppressionsPage({ newest, looked, fault }: SuppressionsPageProps) {
  return (
    <OperatorsFrame title="Suppressed addresses">
      <AddressForm action={paths.adminSuppressions} looked={looked} fault={fault} />
      {looked && <Looked {...looked} />}
      <h2>The newest</h2>
      {newest.length === 0 && <p>No address is suppressed.</p>}
      <ul className="rows">
        {newest.map((entry) => (
          <li key={entry.key}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </OperatorsFrame>
  )
}

function Looked({ email, found }: { email: string; found: SuppressionRecord | null }) {
  return (
    <>
      <h2>{email}</h2>
      {found ? <Entry entry={found} /> : <p>Nothing stands about this address: mails go to it.</p>}
      {(!found || found.liftedAt) && (
        <form method="post" action={paths.adminActs}>
          <input type="hidden" name="back" value={paths.adminSuppressions} />
          <input type="hidden" name="email" value={email} />
          <Field name="reason" label="Reason" required maxLength={200} autoComplete="off" />
          <Button kind="quiet" name="act" value="suppress">
            Send no mail to it any more
          </Button>
        </form>
      )}
    </>
  )
}

function Entry({ entry: { key, reason, detail, since, liftedAt } }: { entry: SuppressionRecord }) {
  return (
    <>
      <p>
        <code>{key.slice(0, 12)}</code> {reason} <Instant at={since} />
        {detail && `: ${detail}`}
        {liftedAt && (
          <>
            . Lifted <Instant at={liftedAt} />
          </>
        )}
      </p>
      {!liftedAt && (
        <details>
          <summary>Lift it</summary>
          <ActForm
            act="lift"
            label="Lift it"
            back={paths.adminSuppressions}
            about={{ name: 'key', value: key }}
            asksReason
          />
        </details>
      )}
    </>
  )
}
