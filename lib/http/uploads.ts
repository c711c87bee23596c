/** Addresses that take a file, and how long a request to them may be; everywhere else forms are urlencoded and short. */
const UPLOADS: readonly [RegExp, number][] = [
  [/^\/settings\/import(?:\?|$)/, 5 * 1024 * 1024],
  [/^\/figure(?:\?|$)/, 5 * 1024 * 1024],
]

/** The most that a request to this address may hold; null: it takes no file. */
export const uploadBytesOf = (method: string, url: string): number | null =>
  (method === 'POST' && UPLOADS.find(([path]) => path.test(url))?.[1]) || null
