import { pool } from '../database/client'
import type { Marks } from '../http/marked-document'
import { MARK_SOURCES, NUMBER_SOURCES } from './sources'

/** What a page asks about its reader. */
export interface Asked {
  marks: readonly string[]
  numbers: readonly string[]
}

/** Columns named `mark vote` or `number votes`, and whatever else was selected. */
export type MarkRow = Record<`mark ${string}`, string[]> & Record<`number ${string}`, Record<string, number> | null>

/**
 * What holds of this reader among the marks that a page asks about, and its live numbers: one statement, whatever the page
 * holds. `reader` holds of whoever is signed in.
 */
export async function findMarks(readerId: string, asked: Asked, now: Date): Promise<Marks> {
  const values = [readerId, idsOf(asked), now]
  const { rows } = await pool().query<MarkRow>({ name: 'marks', text: STATEMENT, values })
  return readMarks(rows[0] ?? {})
}

/** The columns of all sources, as SQL. @param reader the expression that names the reader; the identifiers are $2, the instant is $3 */
export function columnsFor(reader: string): string {
  const marks = Object.entries(MARK_SOURCES).map(([kind, ids]) => `array(${ids}) as "mark ${kind}"`)
  const numbers = Object.entries(NUMBER_SOURCES).map(
    ([kind, rows]) => `(select json_object_agg(id, number) from (${rows}) n) as "number ${kind}"`,
  )
  return [...marks, ...numbers].join(', ').replaceAll('$1', reader)
}

const STATEMENT = `select ${columnsFor('$1')}`

/** Every identifier that a page asks about, whatever about it. */
export const idsOf = ({ marks, numbers }: Asked): string[] =>
  [...new Set([...marks, ...numbers].map((name) => name.slice(name.indexOf(':') + 1 || name.length)))].filter(Boolean)

/** The columns of all sources, read back. */
export function readMarks(row: Partial<MarkRow>): Marks {
  const held = new Set(['reader'])
  const numbers = new Map<string, number>()
  for (const kind of Object.keys(MARK_SOURCES)) {
    for (const id of row[`mark ${kind}`] ?? []) held.add(`${kind}:${id}`)
  }
  for (const kind of Object.keys(NUMBER_SOURCES)) {
    for (const [id, number] of Object.entries(row[`number ${kind}`] ?? {})) numbers.set(`${kind}:${id}`, number)
  }
  return { held, numbers }
}
