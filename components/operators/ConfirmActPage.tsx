import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { OperatorsFrame } from './OperatorsFrame'

interface ConfirmActPageProps {
  question: string
  /** The form that asked, sent once more. */
  fields: Record<string, string>
  back: string
}

/** Asks whether an act is meant, in a sentence that says what it does. */
export function ConfirmActPage({ question, fields, back }: ConfirmActPageProps) {
  return (
    <OperatorsFrame title="Is that meant?">
      <p>{question}</p>
      <form method="post" action={paths.adminActs} className="stack">
        <Hidden fields={fields} />
        <input type="hidden" name="confirmed" value="yes" />
        <Button>Yes, do it</Button>
      </form>
      <p>
        <a href={back}>No, go back</a>
      </p>
    </OperatorsFrame>
  )
}

/** What was wrong with an act, and the field it lacks. */
export function ActFaultPage({
  faults,
  fields,
  back,
}: Omit<ConfirmActPageProps, 'question'> & { faults: Record<string, string> }) {
  const { reason: _, ...rest } = fields
  return (
    <OperatorsFrame title="Something is missing">
      {Object.entries(faults).map(([name, fault]) =>
        name === 'reason' ? null : (
          <p key={name} className="fault">
            {fault}
          </p>
        ),
      )}
      {faults.reason && (
        <form method="post" action={paths.adminActs} className="stack">
          <Hidden fields={rest} />
          <Field name="reason" label="Reason" required maxLength={200} fault={faults.reason} />
          <Button>Go on</Button>
        </form>
      )}
      <p>
        <a href={back}>Go back</a>
      </p>
    </OperatorsFrame>
  )
}

const Hidden = ({ fields }: { fields: Record<string, string> }) =>
  Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
