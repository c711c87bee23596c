import { makeList } from '../community/lists/keep-list'
import { ListForm, ListNote, MOST_ENTRIES } from '../community/lists/list-form'
import { db } from '../database/client'
import type { Mine } from './archive'
import { awaitMarks } from './await-marks'
import type { Imported } from './imported'

const AGAIN = 'too much at once: bring it again in an hour'

/**
 * Takes a list that a reader brings, as a private one: whom it is shown to is decided anew where other people are. One of the same name gets
 * what it lacks. Papers that are not here are asked for, and stand on it when they come.
 * @returns its key here; null: it could not be taken
 */
export async function bringList(
  { name, description, visibility, at: madeAt, papers }: Mine['lists'][number],
  readerId: string,
  report: Imported,
  now: Date,
): Promise<string | null> {
  const what = `the list “${name}”`
  const leave = (why: string) => {
    report.left.push({ what, why })
    return null
  }
  const form = ListForm.safeParse({ name, description: description ?? '', visibility: 'private' })
  if (!form.success) return leave(form.error.issues[0]?.message ?? 'it is no list')
  const before = await db().list.findUnique({ where: { readerId_name: { readerId, name: form.data.name } } })
  const made = await makeList(readerId, form.data, madeAt && madeAt < now ? madeAt : now)
  if (made.status !== 'done') return leave(made.status === 'refused' ? made.why : AGAIN)
  if (before && before.visibility !== 'private') {
    leave('one of that name is shown to others here: make it private, or call it otherwise, first')
    return made.key
  }
  if (!before) {
    report.taken.lists += 1
    if (visibility !== 'private')
      report.otherwise.push({ what, why: `${visibility} there, private here until you show it` })
  }

  let unsayable = 0
  const rows = [...new Map(papers.map((entry) => [entry.paper, entry])).values()].map(({ paper, at, note }) => {
    const said = ListNote.safeParse(note ?? '')
    // One that cannot be said here is left out; its paper is not.
    if (!said.success) unsayable += 1
    return { paper, at: at > now ? now : at, note: said.data ?? null }
  })
  if (unsayable > 0) report.left.push({ what: `notes in ${what}: ${unsayable}`, why: 'too long, or no sentence, here' })
  const taken = await addEntries(made.key, rows)
  report.taken.listed += taken
  const known = await db().listEntry.count({
    where: { list: { key: made.key }, paperId: { in: rows.map(({ paper }) => paper) } },
  })
  report.known += known - taken
  if (rows.length > known)
    report.left.push({ what: `${rows.length - known} of ${what}`, why: `a list holds ${MOST_ENTRIES} papers at most` })
  await awaitMarks(readerId, 'listed', rows, report, now)
  return made.key
}

/** Puts papers on a list, here or not, as far as there is room; those on it stay as they are. @returns how many are new */
async function addEntries(key: string, rows: { paper: string; at: Date; note: string | null }[]): Promise<number> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select id from lists where key = ${key}::uuid for update`
    return tx.$executeRaw`
      with list as (select id from lists where key = ${key}::uuid and visibility = 'private'), room as (
        select greatest(0, ${MOST_ENTRIES} - count(*))::int as left from list_entries where list_id = (select id from list)
      )
      insert into list_entries (list_id, paper_id, note, added_at)
      select list.id, b.paper, b.note, b.at
      from list, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b(paper text, note text, at timestamptz)
      where not exists (select from list_entries e where e.list_id = list.id and e.paper_id = b.paper)
      order by b.at desc limit (select "left" from room)
      on conflict do nothing`
  })
}
