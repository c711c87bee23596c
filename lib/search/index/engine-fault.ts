/** What a bucket or the network said, out of the pages in which the engine reports it. */
export function faultIn(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const said = /<Code>(\w+)<\/Code>/.exec(message) ?? /message: \\?"([^"\\]{1,200})/.exec(message)
  // Behind it stands where in the engine's own code it was said.
  return said?.[1] ?? message.split(/\n|, \//)[0]?.slice(0, 200) ?? 'no reason was given'
}

/** What an error of the engine tells of: the index itself, the place where it is kept, or neither that anybody knows. */
export type Verdict = 'damaged' | 'away' | 'unknown'

/** A request that failed for another reason than that the object is missing or shorter than was written down. */
const REQUEST = /Error performing|RetryError/
const MISSING_OR_SHORT = /status(?: code)?: (?:404|416)\b/
/** Of a folder: any trouble but a missing file (2) or one that cannot be read off its disk (5). */
const SYSTEM = /\(os error (?!2\)|5\))\d+\)/
const DAMAGE =
  /\(os error [25]\)|not found|does not exist|invalid range|invalid magic|too small|corrupt|failed to decode|LanceError\(Schema\)|no field named/i

/**
 * Whether an error of the engine tells of an index that is missing or damaged, or of its place, which is away, busy or shut. The engine has
 * one kind of error for everything, so that its words have to do (version 0.33; a test holds them).
 */
export function judgeFault(error: unknown): Verdict {
  const message = error instanceof Error ? error.message : String(error)
  if (SYSTEM.test(message) || (REQUEST.test(message) && !MISSING_OR_SHORT.test(message))) return 'away'
  return DAMAGE.test(message) || MISSING_OR_SHORT.test(message) ? 'damaged' : 'unknown'
}
