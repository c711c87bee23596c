import { Button } from '../Button'
import { SelectField } from '../Field'
import { Notice } from '../Notice'
import { TextField } from '../TextField'

const REASONS: { value: string; label: string }[] = [
  { value: 'spam', label: 'Advertising' },
  { value: 'abuse', label: 'Insults or threatens' },
  { value: 'off-topic', label: 'Is off topic' },
  { value: 'wrong', label: 'Misleads on purpose' },
  { value: 'private', label: 'Tells what is private' },
  { value: 'other', label: 'Something else' },
]

export interface ReportState {
  typed?: { reason?: string | undefined; note?: string | undefined }
  faults?: Record<string, string>
  isDone?: boolean
}

/** Asks moderators to look at what stands at an address. They see who asks; nobody else does. */
export function ReportForm({ action, typed = {}, faults = {}, isDone = false }: ReportState & { action: string }) {
  if (isDone)
    return (
      <Notice kind="done">Thank you. A moderator will look at it; what they decide stands in the public log.</Notice>
    )
  return (
    <form method="post" action={action} className="stack">
      <SelectField
        name="reason"
        label="What is wrong with it?"
        options={REASONS}
        defaultValue={typed.reason}
        fault={faults.reason}
      />
      <TextField
        name="note"
        label="Anything else moderators should know"
        rows={2}
        defaultValue={typed.note ?? ''}
        fault={faults.note ?? faults.form}
      />
      <Button>Report it</Button>
    </form>
  )
}
