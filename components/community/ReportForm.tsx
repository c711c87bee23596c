import { Button } from '../Button'
import { SelectField } from '../Field'
import { Notice } from '../Notice'
import { TextField } from '../TextField'
import { REASON_LABELS } from './report-reasons'

/** None is chosen for who reports. */
const REASONS = [
  { value: '', label: 'Please choose' },
  ...Object.entries(REASON_LABELS).map(([value, label]) => ({ value, label })),
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
        required
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
