import type { TypedList } from '@/components/lists/ListFields'

/** What was typed of a list, to be shown again. */
export const typedList = ({
  name = '',
  description = '',
  visibility = 'private',
}: Record<string, string>): TypedList => ({
  name: name.slice(0, 200),
  description: description.slice(0, 1_000),
  visibility,
})
