import { viewPath } from './address'
import type { View } from './view'

/** The switch between the order of votes and the field-fair one. */
export interface FairSwitch {
  isOn: boolean
  /** The same list in the other order. */
  path: string
}

/** The switch of a list that can be put in field-fair order; null for every other view. */
export function fairSwitch(view: View): FairSwitch | null {
  if (!canBeFair(view)) return null
  const { fair, ...plain } = view
  return { isOn: fair === true, path: viewPath(fair ? plain : { ...plain, fair: true }) }
}

const canBeFair = (view: View): view is Extract<View, { kind: 'trending' | 'day' | 'week' | 'month' }> =>
  view.kind === 'trending' || view.kind === 'day' || view.kind === 'week' || view.kind === 'month'
