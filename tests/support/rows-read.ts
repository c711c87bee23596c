import pg from 'pg'
import { vi } from 'vitest'
import { pool } from '@/lib/database/client'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Plan[]
}

/** Rows that were looked at, by table: those that were taken and those that were passed over. */
export type RowsRead = Record<string, number>

/**
 * What the statements of a piece of work read, by the database's own account: each is run once more under EXPLAIN ANALYZE, with
 * the same values. For work that only reads. `vacuum analyze` what the test made before it.
 */
export async function rowsRead(work: () => Promise<unknown>): Promise<RowsRead> {
  const asked: { text: string; values: unknown[] }[] = []
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [first, second] = given as [string | { text: string; values?: unknown[] }, unknown[]?]
    if (typeof first === 'string') asked.push({ text: first, values: Array.isArray(second) ? second : [] })
    else asked.push({ text: first.text, values: first.values ?? (Array.isArray(second) ? second : []) })
    return query.apply(this, given) as never
  })
  await work().finally(() => spy.mockRestore())
  const read: RowsRead = {}
  for (const { text, values } of asked.filter(({ text }) => /^\s*(select|with)\b/i.test(text))) {
    const { rows } = await pool().query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, timing off, format json) ${text}`,
      values,
    )
    for (const plan of rows.map((row) => row['QUERY PLAN'][0].Plan)) add(plan, read)
  }
  return read
}

function add(plan: Plan, read: RowsRead): void {
  const table = plan['Relation Name']
  const passedOver = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  if (table) read[table] = (read[table] ?? 0) + (plan['Actual Rows'] + passedOver) * plan['Actual Loops']
  for (const part of plan.Plans ?? []) add(part, read)
}
