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
const detached = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')
