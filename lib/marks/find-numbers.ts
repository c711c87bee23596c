import { pool } from '../database/client'
import { DAY_PROGRESS } from '../reading/day-progress'

/** Live numbers that only the database can tell: by kind, rows of an identifier and its number, for those in $2 and the reader $1. */
const SOURCES: Readonly<Record<string, string>> = {
  votes: 'select paper_id as id, votes as number from paper_standings where paper_id = any($2)',
  progress: DAY_PROGRESS,
}

/** The numbers that are asked for, as they are now, in one statement for each kind that is asked for. @param names `votes:2406.01234` */
export async function findNumbers(readerId: string, names: readonly string[]): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  if (names.length === 0) return numbers
  const ask = async ([kind, text]: [string, string]) => {
    const ids = names.flatMap((name) => (name.startsWith(`${kind}:`) ? [name.slice(kind.length + 1)] : []))
    if (ids.length === 0) return
    // Each statement knows both parameters, also one that leaves the reader out.
    const of = `select id, number from (${text}) n where $1::text is not null`
    const { rows } = await pool().query<{ id: string; number: number }>({
      name: `numbers ${kind}`,
      text: of,
      values: [readerId, ids],
    })
    for (const { id, number } of rows) numbers.set(`${kind}:${id}`, number)
  }
  await Promise.all(Object.entries(SOURCES).map(ask))
  return numbers
}
