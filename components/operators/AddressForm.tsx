import { Button } from '../Button'
import { Field } from '../Field'

interface AddressFormProps {
  /** Where it is answered. */
  action: string
  looked: { email: string } | null
  fault?: string | undefined
}

/** Looks for one address among those that the site knows. */
export const AddressForm = ({ action, looked, fault }: AddressFormProps) => (
  <form method="post" action={action} className="stack">
    <Field
      name="email"
      label="Look for an address"
      type="email"
      required
      maxLength={254}
      autoComplete="off"
      defaultValue={looked?.email ?? ''}
      fault={fault}
    />
    <Button>Look</Button>
  </form>
)
