import { InputError } from '../errors'
import { isUuid } from '../uuid'

/** The last issue of a page, in lists of issues that go from the newest slot down. */
export interface IssueCursor {
  slotAt: Date
  id: string
}

/** As it stands in addresses: `1795507200000.3f2a…`. */
export const issueCursorText = ({ slotAt, id }: IssueCursor): string => `${slotAt.getTime()}.${id}`

/** Where a page of issues begins, as its address says it; null: at the newest. @throws InputError for what names no place */
export function cursorOfIssues(url: string, parameter: 'after' | 'before'): IssueCursor | null {
  const text = new URL(url).searchParams.get(parameter)
  return text === null ? null : parseIssueCursor(text)
}

/** @throws InputError for anything that `issueCursorText` did not make */
function parseIssueCursor(text: string): IssueCursor {
  const [, ms = '', id = ''] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(text) ?? []
  if (!isUuid(id))
    throw new InputError('A page of issues begins after one of them: take the address that the page before names.')
  return { slotAt: new Date(Number(ms)), id }
}
