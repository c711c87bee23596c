import { Fault } from '../Field'

interface PersonTickProps {
  /** What is ticked: `I opened this link myself`. */
  label: string
  /** No: the browser is known. The form tells all the same that it comes from a page. */
  isNeeded: boolean
  /** Sent without the tick. */
  isMissing: boolean
}

/** A box that is never ticked beforehand: programs that check mails press every button behind their links. */
export function PersonTick({ label, isNeeded, isMissing }: PersonTickProps) {
  const fault = isMissing ? { 'aria-invalid': true, 'aria-describedby': 'person-fault' } : {}
  return (
    <>
      <input type="hidden" name="from" value="page" />
      {isNeeded ? (
        <div>
          <label>
            <input type="checkbox" name="person" value="yes" required {...fault} /> {label}
          </label>
          {isMissing ? (
            <Fault of="person">Please tick the box: programs that check mails press buttons, too.</Fault>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
