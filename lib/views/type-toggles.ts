import { viewPath } from './address'
import { LIST_TYPES, type ListType, typed, typesOf } from './list-types'
import { spanOf } from './span'
import type { View } from './view'

/** One kind of entry of a list, and the same list with that kind switched. */
export interface TypeToggle {
  type: ListType
  isShown: boolean
  /** Entries of that kind; null: not counted. */
  count: number | null
  /** Null: it is the only one shown. */
  path: string | null
}

/** The switches of a list that parts its entries; null for every other view. */
export function typeToggles(view: View, counts: Record<ListType, number> | null): TypeToggle[] | null {
  if (!isTyped(view)) return null
  const { types: _, ...untyped } = view
  const shown = typesOf(view)
  return LIST_TYPES.map((type) => {
    const others = LIST_TYPES.filter((one) => (one === type) !== shown.includes(one))
    return {
      type,
      isShown: shown.includes(type),
      count: counts?.[type] ?? null,
      path: others.length > 0 ? viewPath({ ...untyped, ...typed(others) }) : null,
    }
  })
}

const isTyped = (view: View): view is Extract<View, { kind: 'day' | 'week' | 'month' | 'category' }> =>
  view.kind === 'category' || spanOf(view) !== null
