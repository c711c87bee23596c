/**
 * A pure function of a text with its newest answers kept, at most `max` of them: the one that was made first gives way. Answers
 * are shared, so they must not be changed. What is thrown is not kept.
 */
export function remembered<Answer extends NonNullable<unknown> | null>(
  max: number,
  answer: (text: string) => Answer,
): (text: string) => Answer {
  const kept = new Map<string, Answer>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const made = answer(text)
    const [oldest] = kept.size < max ? [] : kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
    kept.set(detached(text), made)
    return made
  }
}

/** A piece that was cut from a longer text keeps the whole of it in memory; this one does not. */
function detached(text: string): string {
  const encoding = IS_LATIN1.test(text) ? 'latin1' : 'utf16le'
  return Buffer.from(text, encoding).toString(encoding)
}

const IS_LATIN1 = /^[\0-\xff]*$/
