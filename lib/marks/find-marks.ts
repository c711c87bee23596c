import { pool } from '../database/client'
import type { Marks } from '../http/marked-document'
import { MARK_SOURCES, NUMBER_SOURCES } from './sources'

const MARKS = Object.entries(MARK_SOURCES).map(([kind, ids]) => `array(${ids}) as "mark ${kind}"`)
const NUMBERS = Object.entries(NUMBER_SOURCES).map(
  ([kind, rows]) => `(select json_object_agg(id, number) from (${rows}) n) as "number ${kind}"`,
)
const STATEMENT = `select ${[...MARKS, ...NUMBERS].join(', ')}`

interface Asked {
  marks: readonly string[]
  numbers: readonly string[]
}

/**
 * What holds of this reader among the marks that a page asks about, and its live numbers: one statement, whatever the page
 * holds. `reader` holds of whoever is signed in.
 */
export async function findMarks(readerId: string, { marks, numbers }: Asked): Promise<Marks> {
  const ids = [...new Set([...marks, ...numbers].map(idOf))].filter((id) => id !== '')
  if (ids.length === 0) return { held: new Set(['reader']), numbers: new Map() }
  const { rows } = await pool().query<Record<string, string[] | Record<string, number> | null>>({
    name: 'marks',
    text: STATEMENT,
    values: [readerId, ids],
  })
  return readMarks(rows[0] ?? {})
}

function readMarks(row: Record<string, string[] | Record<string, number> | null>): Marks {
  const held = new Set(['reader'])
  const numbers = new Map<string, number>()
  for (const [column, found] of Object.entries(row)) {
    const [, kind = ''] = column.split(' ')
    if (Array.isArray(found)) for (const id of found) held.add(`${kind}:${id}`)
    else for (const [id, number] of Object.entries(found ?? {})) numbers.set(`${kind}:${id}`, number)
  }
  return { held, numbers }
}

/** `2406.01234` of `vote:2406.01234`; nothing of `reader`. */
const idOf = (mark: string) => mark.slice(mark.indexOf(':') + 1 || mark.length)
