/** On a request of the front: its number. On the answer: the page was handed over under it, and the body is empty. */
export const HANDED_HEADER = 'x-broadsheet-handed'

/** One for the whole process: the framework's bundles hold copies of this module. */
const KEY = Symbol.for('broadsheet.handed')
const common = globalThis as { [KEY]?: Map<string, string> }
common[KEY] ??= new Map()
const handed = common[KEY]

/**
 * Hands a page to the front that asked for it, as text. Through the framework it would be encoded, streamed and decoded again, for
 * as much as half of its render.
 * @returns whether the front waits for it like that; otherwise it is to be answered as usual
 */
export function handOver(request: Request, text: string): boolean {
  const number = request.headers.get(HANDED_HEADER)
  if (number === null) return false
  handed.set(number, text)
  return true
}

/** What was handed over under this number; from then on it is gone. */
export function takeOver(number: string): string | undefined {
  const text = handed.get(number)
  handed.delete(number)
  return text
}
