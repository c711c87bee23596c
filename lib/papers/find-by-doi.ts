import { db } from '../database/client'

/** The suffix may hold anything printable (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html); longer ones are no papers. Old ones hold `<` and `>`. */
const DOI = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/[^\s"]{1,200}?)[.,;]?$/i

/** The paper that a journal's DOI names, bare or as an address; null for everything else, and where it names none or several. */
export async function findIdByDoi(typed: string): Promise<string | null> {
  const doi = DOI.exec(typed.trim().slice(0, 400).toWellFormed())?.[1]
  if (doi === undefined || doi.includes('\0')) return null
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id from papers where doi is not null and lower(doi) = lower(${doi}) limit 2`
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}
