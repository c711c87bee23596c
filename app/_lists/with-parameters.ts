/** A path of this site with query parameters added. */
export function withParameters(path: string, parameters: Record<string, string>): string {
  const url = new URL(path, 'http://localhost')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.pathname + url.search
}
