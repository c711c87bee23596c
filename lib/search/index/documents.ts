import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import type { IndexedPaper } from './form'
import { stemsOf } from './stems'
import { packRanked } from './word-codes'

const SAMPLED_AT_A_TIME = 2_000

export interface SearchedText {
  id: string
  title: string
  abstract: string
}

interface Row extends SearchedText {
  categories: string[]
  listedAt: Date
  submittedAt: Date | null
  hasCode: boolean
}

export interface MadeDocument {
  document: IndexedPaper
  /** As it stands in the database. */
  source: SearchedText
  title: string[]
  abstract: string[]
}

/** Papers by id, as the index holds them. Those that are gone are left out. */
export const listDocuments = async (ids: readonly string[]): Promise<MadeDocument[]> =>
  (await rowsWhere(Prisma.sql`p.id = any(${[...ids]})`, ids.length)).map(documentOf)

/** The next papers after an id, in the order of ids. */
export const listDocumentsAfter = async (id: string, limit: number): Promise<MadeDocument[]> =>
  (await rowsWhere(Prisma.sql`p.id > ${id}`, limit)).map(documentOf)

/** So many papers at most, spread evenly over all; the same ones of the same papers. */
export async function sampleDocuments(count: number): Promise<MadeDocument[]> {
  const papers = await db().paper.count()
  if (papers <= count) return listDocumentsAfter('', count)
  const step = papers / count
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id from (select id, row_number() over (order by id) as place from papers) p
    where floor(place / ${step}::float8) > floor((place - 1) / ${step}::float8) limit ${count}`
  const sample: MadeDocument[] = []
  for (let from = 0; from < rows.length; from += SAMPLED_AT_A_TIME)
    sample.push(...(await listDocuments(rows.slice(from, from + SAMPLED_AT_A_TIME).map(({ id }) => id))))
  return sample
}

/** Titles and abstracts by id. */
export const listTexts = (ids: readonly string[]): Promise<SearchedText[]> =>
  db().paper.findMany({ where: { id: { in: [...ids] } }, select: { id: true, title: true, abstract: true } })

const rowsWhere = (condition: Prisma.Sql, limit: number): Promise<Row[]> =>
  db().$queryRaw<Row[]>`
    select p.id, p.title, p.abstract, p.categories, s.listed_at as "listedAt", p.submitted_at as "submittedAt",
      names_code(p.abstract, p.comments) as "hasCode"
    from papers p join paper_standings s on s.paper_id = p.id where ${condition} order by p.id limit ${limit}`

function documentOf({ id, title, abstract, categories, listedAt, submittedAt, hasCode }: Row): MadeDocument {
  const words = { title: stemsOf(title), abstract: stemsOf(abstract) }
  const document = {
    id,
    text: [...words.title, ...words.title, ...words.abstract].join(' '),
    ranked: packRanked(id, words.title, words.abstract),
    categories,
    listed: listedAt.getTime(),
    submitted: submittedAt?.getTime() ?? 0,
    code: hasCode,
  }
  return { document, source: { id, title, abstract }, ...words }
}
