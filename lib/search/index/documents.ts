import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import type { IndexedPaper } from './form'
import { stemsOf } from './stems'
import { packCodes } from './word-codes'

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
  title: string[]
  abstract: string[]
}

/** Papers by id, as the index holds them. Those that are gone are left out. */
export const listDocuments = async (ids: readonly string[]): Promise<MadeDocument[]> =>
  (await rowsWhere(Prisma.sql`p.id = any(${[...ids]})`, ids.length)).map(documentOf)

/** The next papers after an id, in the order of ids. */
export const listDocumentsAfter = async (id: string, limit: number): Promise<MadeDocument[]> =>
  (await rowsWhere(Prisma.sql`p.id > ${id}`, limit)).map(documentOf)

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
    codes: packCodes(words.title, words.abstract),
    categories,
    listed: listedAt.getTime(),
    submitted: submittedAt?.getTime() ?? 0,
    code: hasCode,
  }
  return { document, ...words }
}
