/** What a bucket or the network said, out of the pages in which the engine reports it. */
export function faultIn(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const said = /<Code>(\w+)<\/Code>/.exec(message) ?? /message: \\?"([^"\\]{1,200})/.exec(message)
  return said?.[1] ?? message.split('\n')[0]?.slice(0, 200) ?? 'no reason was given'
}

/** A request that failed for another reason than that the object is missing or shorter than was written down. */
const REQUEST = /Error performing|RetryError/
const MISSING_OR_SHORT = /status(?: code)?: (?:404|416)\b/
/** Of a folder: any trouble but a missing file (2) or one that cannot be read off its disk (5). */
const SYSTEM = /\(os error (?!2\)|5\))\d+\)/

/**
 * Whether an error of the engine tells of the place of the index, which is away, busy or shut, and nothing about the index itself. The engine
 * has one kind of error for everything, so that its words have to do (version 0.33; a test holds them). What is not known is taken for
 * damage: an index is made anew in minutes, and one that is damaged does not mend itself.
 */
export function isAway(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error)
  return SYSTEM.test(message) || (REQUEST.test(message) && !MISSING_OR_SHORT.test(message))
}
