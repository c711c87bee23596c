/** What one check of the doctor found, as one plain sentence. Only `broken` makes the doctor fail. */
export interface Finding {
  about: string
  state: 'fine' | 'notice' | 'broken'
  sentence: string
}

export const fine = (about: string, sentence: string): Finding => ({ about, state: 'fine', sentence })
export const notice = (about: string, sentence: string): Finding => ({ about, state: 'notice', sentence })
export const broken = (about: string, sentence: string): Finding => ({ about, state: 'broken', sentence })

/** The first line of whatever was thrown, without its own full stop, to stand inside a sentence. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Some network errors have a code and nothing else.
  const message = error.message || (error as NodeJS.ErrnoException).code || error.name
  return (message.split('\n')[0] ?? '').replace(/\.$/, '')
}
