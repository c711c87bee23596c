import { listFollows } from '../community/follows/list-follows'
import { config } from '../config'
import { db } from '../database/client'
import { exportDigests } from '../digest/export-digests'
import { bibtex } from '../papers/cite/bibtex'
import { exportSaved } from '../reading/reading-list'
import { MINE_FILE, type MineFile, MOST_MARKS, packed } from './archive'
import type { AwaitedKind, MarkedKind } from './awaited'

/** Rows of one table in an archive. */
const MOST_ROWS = 10_000
/** What stands in sections of its own. */
export const SECTIONS = new Set(['votes', 'marks', 'awaited_marks', 'subscriptions', 'sent_papers', 'lists', 'follows'])

const README = `What is yours on this site, as one archive.

${MINE_FILE}    votes, saved papers, papers that are not for you, digests and what they brought, lists with their notes, what you follow, settings, and
                   every other row that is kept about you (rows, by table). Another site of this kind takes it at /settings/import. Format: broadsheet-mine, version 1; times are
                   ISO 8601, papers are arXiv identifiers.
digests.json       your digests with every mail that was sent to you, the papers in them, and the words of your personal list.
saved.bib          the papers that you saved, for reference managers.

Left out are hashes and secrets (sessions, keys, authenticator apps): they are of no use anywhere else.
`

/**
 * Everything of a reader in one archive: what a table that refers to readers holds of them is in it, also of tables that are added later
 * (`rows_of_reader`, migration mine). @returns a zip file
 */
export async function exportMine(reader: { id: string; email: string }, now: Date): Promise<Uint8Array<ArrayBuffer>> {
  const [digests, saved, mine] = await Promise.all([
    exportDigests(reader, now),
    exportSaved(reader.id),
    mineOf(reader.id, now),
  ])
  const files = {
    'README.txt': README,
    [MINE_FILE]: JSON.stringify({ ...mine, reader: await ownRow(reader.id) }, null, 1),
    'digests.json': JSON.stringify(digests, null, 1),
    'saved.bib': saved.map(bibtex).join('\n'),
  }
  return packed(files, now)
}

async function mineOf(readerId: string, now: Date): Promise<MineFile> {
  const [marks, digests, lists, { follows }, sent, settings, rows] = await Promise.all([
    marksOf(readerId),
    db().subscription.findMany({ where: { readerId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    listsOf(readerId),
    listFollows(readerId),
    db().sentPaper.findMany({
      where: { readerId },
      orderBy: [{ sentAt: 'desc' }, { paperId: 'desc' }],
      take: MOST_MARKS,
    }),
    db().reader.findUnique({ where: { id: readerId }, select: { name: true, votesPublic: true, commentMails: true } }),
    db().$queryRaw<
      { table: string; row: unknown }[]
    >`select "table", "row" from rows_of_reader(${readerId}, ${MOST_ROWS})`,
  ])
  const marked = (kind: MarkedKind) =>
    marks.filter((mark) => mark.kind === kind).map(({ paper, at }) => ({ paper, at: at.toISOString() }))
  return {
    format: 'broadsheet-mine',
    version: 1,
    site: config().baseUrl,
    exportedAt: now.toISOString(),
    votes: marked('vote'),
    saved: marked('saved'),
    dismissed: marked('dismissed'),
    digests: digests.map(({ view, name, rhythm, hour, zone, papers, shape, state, pausedUntil }) => ({
      ...{ view, name, rhythm, hour, zone, papers, shape, state },
      pausedUntil: pausedUntil?.toISOString() ?? null,
    })),
    lists,
    follows: follows.map(({ path, name, followedAt }) => ({ what: path ?? '', name, at: followedAt.toISOString() })),
    sent: sent.map(({ paperId, version, sentAt }) => ({ paper: paperId, version, at: sentAt.toISOString() })),
    settings,
    rows: byTable(rows),
  }
}

/** Votes and marks, also those that were brought here and whose papers are still waited for. */
const marksOf = (readerId: string) =>
  db().$queryRaw<{ kind: AwaitedKind; paper: string; at: Date }[]>`
    select kind, paper, at from (
      select 'vote' as kind, paper_id as paper, created_at as at from votes where reader_id = ${readerId}
      union all select kind::text, paper_id, marked_at from marks where reader_id = ${readerId}
      union all select kind, paper_id, at from awaited_marks where reader_id = ${readerId}
    ) all_of_them order by at, paper`

async function listsOf(readerId: string): Promise<MineFile['lists']> {
  const lists = await db().list.findMany({
    where: { readerId },
    include: { entries: { orderBy: [{ addedAt: 'asc' }, { paperId: 'asc' }] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return lists.map(({ key, createdAt, name, description, visibility, entries }) => ({
    ...{ key, at: createdAt.toISOString(), name, description, visibility },
    papers: entries.map(({ paperId, addedAt, note }) => ({ paper: paperId, at: addedAt.toISOString(), note })),
  }))
}

function byTable(rows: { table: string; row: unknown }[]): Record<string, unknown[]> {
  const others = rows.filter(({ table }) => !SECTIONS.has(table))
  const tables = [...new Set(others.map(({ table }) => table))]
  return Object.fromEntries(
    tables.map((name) => [name, others.filter(({ table }) => table === name).map(({ row }) => row)]),
  )
}

const ownRow = (id: string) =>
  db().reader.findUnique({ where: { id }, omit: { marksVersion: true, votesVersion: true } })
