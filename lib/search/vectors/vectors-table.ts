import type { Table } from '@lancedb/lancedb'
import { asData } from '../index/as-data'
import type { MadeDocument } from '../index/documents'
import type { OpenLance } from '../index/lance'
import { oneOf } from '../index/lance-sql'
import { gatherRows } from '../index/make-table'
import { markOf } from './kind'
import type { MakeVectors } from './make-vectors'
import { vectorsName, vectorsSchema } from './schema'

/** From so many papers on an index of vectors answers sooner than a look at all of them. */
const INDEXED_FROM = 20_000
const MAX_TABLES = 1_000

interface Row {
  id: string
  mark: string
  vector: Iterable<number>
}

interface Given {
  name: string
  make: MakeVectors
  former: Table | null
  table: Table | null
  isNew: boolean
}

/** The vectors of an index, as its keeper writes them: the table comes with the first vector, whose length nobody knows before. */
export class VectorsTable {
  readonly #open: OpenLance
  readonly #name: string
  readonly #make: MakeVectors
  /** Whose vectors are taken over where the text is still the same. */
  readonly #former: Table | null
  #table: Table | null
  /** Of an index that is being made, every paper comes once. */
  readonly #isNew: boolean

  private constructor(open: OpenLance, given: Given) {
    this.#open = open
    this.#name = given.name
    this.#make = given.make
    this.#former = given.former
    this.#table = given.table
    this.#isNew = given.isNew
  }

  /** @param former name of the index whose vectors of the same kind may be taken over */
  static async begin(open: OpenLance, index: string, make: MakeVectors, former: string | null): Promise<VectorsTable> {
    const taken = former ? await openIfThere(open, vectorsName(former)) : null
    return new VectorsTable(open, { name: vectorsName(index), make, former: taken, table: null, isNew: true })
  }

  static async goOn(open: OpenLance, index: string, make: MakeVectors): Promise<VectorsTable> {
    const name = vectorsName(index)
    return new VectorsTable(open, { name, make, former: null, table: await openIfThere(open, name), isNew: false })
  }

  /** Adds papers, or takes them in anew where they are there. */
  async put(papers: readonly MadeDocument[]): Promise<void> {
    const known = await this.#taken(papers)
    const unknown = papers.filter(({ source }) => !known.has(source.id))
    for (const [at, vector] of (await this.#make(unknown)).entries())
      if (vector) known.set((unknown[at] as MadeDocument).source.id, Array.from(vector))
    const rows = papers.flatMap((paper) => rowOf(paper, known.get(paper.source.id)))
    if (rows.length === 0) return
    const dimensions = (rows[0] as { vector: number[] }).vector.length
    this.#table ??= await this.#open.connection.createEmptyTable(this.#name, vectorsSchema(dimensions))
    if (this.#isNew) await this.#table.add(asData(rows))
    else await this.#table.mergeInsert('id').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(asData(rows))
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#table?.delete(oneOf('id', ids))
  }

  /** The ids of all that have a vector. */
  async ids(): Promise<Set<string>> {
    const rows: { id: string }[] = (await this.#table?.query().select(['id']).toArray()) ?? []
    return new Set(rows.map(({ id }) => id))
  }

  /** Ends a piece of writing. @returns what a reader has to know; a version of null: there is no table yet */
  async finish(): Promise<{ vectorsVersion: number | null; vectorPapers: number }> {
    const table = this.#table
    if (!table) return { vectorsVersion: null, vectorPapers: 0 }
    const papers = await table.countRows()
    const indexed = await table.listIndices()
    await (this.#isNew ? gatherRows(table) : table.optimize())
    if (papers >= INDEXED_FROM && indexed.length === 0) {
      const { Index } = this.#open.lance
      await table.createIndex('vector', { config: Index.ivfPq({ distanceType: 'cosine' }) })
    }
    return { vectorsVersion: await table.version(), vectorPapers: papers }
  }

  async #taken(papers: readonly MadeDocument[]): Promise<Map<string, number[]>> {
    if (!this.#former || papers.length === 0) return new Map()
    const marks = new Map(papers.map(({ source }) => [source.id, markOf(source)]))
    const rows: Row[] = await this.#former
      .query()
      .where(oneOf('id', [...marks.keys()]))
      .select(['id', 'mark', 'vector'])
      .limit(marks.size)
      .toArray()
    return new Map(rows.filter(({ id, mark }) => marks.get(id) === mark).map(({ id, vector }) => [id, [...vector]]))
  }
}

function rowOf({ document, source }: MadeDocument, vector: number[] | undefined) {
  if (!vector) return []
  const { id, categories, listed, submitted, code } = document
  return [{ id, mark: markOf(source), vector, categories, listed, submitted, code }]
}

async function openIfThere({ connection }: OpenLance, name: string): Promise<Table | null> {
  return (await connection.tableNames({ limit: MAX_TABLES })).includes(name) ? connection.openTable(name) : null
}
