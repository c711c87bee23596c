/** What was waited for did not come in time. */
export class LateError extends Error {
  override name = 'LateError'
}

/** What comes of a piece of work, as long as it comes in time; the work itself goes on. @throws LateError */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${ms / 1000} seconds`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
