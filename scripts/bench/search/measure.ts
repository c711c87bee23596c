/** What a kind of query costs. */
export interface Measured {
  p50: number
  p99: number
  /** Processor time a query, of the asking process. */
  cpuMs: number
}

/** So long one kind of query is asked: of what is slow fewer are. */
const MAX_MS = 15_000
const WARM_UP = 5

/** Asks one query after the other, after some that are not counted. */
export async function measure(queries: readonly string[], ask: (query: string) => unknown): Promise<Measured> {
  for (const query of queries.slice(0, WARM_UP)) await ask(query)
  const until = performance.now() + MAX_MS
  const times: number[] = []
  const before = process.cpuUsage()
  for (const query of queries) {
    if (performance.now() > until) break
    const startedAt = performance.now()
    await ask(query)
    times.push(performance.now() - startedAt)
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpuMs: (user + system) / 1000 / times.length }
}

/** @param share 0.5 is the median, 1 the largest */
export const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
