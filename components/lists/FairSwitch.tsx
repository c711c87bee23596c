import type { FairSwitch as Switch } from '@/lib/views/fair-switch'

/** Leads to the same list in the other order, which it names. */
export const FairSwitch = ({ fair: { isOn, path } }: { fair: Switch }) => (
  <a href={path}>{isOn ? 'By votes' : 'Field-fair'}</a>
)
