import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'

interface ActFormProps {
  act: string
  label: string
  /** Where the operator comes back to. */
  back: string
  /** The issue, the entry, the domain, the reader or the invitation it is about. */
  about?: { name: 'issue' | 'key' | 'domain' | 'reader' | 'invitation'; value: string }
  /** The act wants a reason. */
  asksReason?: boolean
}

/** A button for one act. It asks once more before anything happens. */
export function ActForm({ act, label, back, about, asksReason = false }: ActFormProps) {
  return (
    <form method="post" action={paths.adminActs}>
      <input type="hidden" name="back" value={back} />
      {about && <input type="hidden" name={about.name} value={about.value} />}
      {asksReason && <Field name="reason" label="Reason" required maxLength={200} autoComplete="off" />}
      <Button kind="quiet" name="act" value={act}>
        {label}
      </Button>
    </form>
  )
}
