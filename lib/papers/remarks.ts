import { pool } from '../database/client'
import { FIGURE, type Figure } from './figures'

/** What readers did to bring a paper forward, as entries tell it. */
export interface Remarks {
  /** A reader brought it here; null or left out: arXiv's listings did. */
  submitted?: Remark | null
  /** A curator put it forward; null or left out: none did. */
  picked?: Remark | null
  /** Null or left out: nobody brought one. */
  figure?: Figure | null
}

export interface Remark {
  /** UTC, as 2026-11-29. */
  day: string
  /** What they are called in public; null: somebody without a name, or whose account is gone. */
  by: string | null
  /** Their sentence. */
  words: string | null
}

/** SQL: the columns of `Remarks` for a row of `papers p`. */
export const REMARKS = `
  (select json_build_object('day', to_char(b.submitted_at at time zone 'UTC', 'YYYY-MM-DD'), 'by', r.name, 'words', b.note)
    from submissions b left join readers r on r.id = b.reader_id where b.paper_id = p.id) as submitted,
  (select json_build_object('day', to_char(k.day, 'YYYY-MM-DD'), 'by', r.name, 'words', k.why)
    from picks k left join readers r on r.id = k.reader_id where k.paper_id = p.id) as picked,
  ${FIGURE}`

/** The remarks of one paper; of one that is not here, none. */
export async function findRemarks(id: string): Promise<Remarks> {
  const text = `select ${REMARKS} from papers p where p.id = $1`
  const { rows } = await pool().query<Remarks>({ name: 'remarks', text, values: [id] })
  return rows[0] ?? {}
}
