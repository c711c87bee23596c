import { db } from '../database/client'
import { findRepositories } from '../papers/code-links'

/** Where a paper names its repository. */
export interface Link {
  paperId: string
  /** `owner/name` */
  repository: string
  foundIn: 'abstract' | 'comments' | 'hf'
}

/** For so long after its listing the stars of a paper are asked for. */
const WATCHED_DAYS = 30

/**
 * Keeps which repository is a paper's, one each: what its authors linked at Hugging Face, else the first in the abstract, else in the
 * comments. Papers that are not here are passed over.
 */
export async function linkRepositories(links: readonly Link[], now: Date): Promise<void> {
  if (links.length === 0) return
  await db().$executeRaw`
    insert into paper_repositories as known (paper_id, repository, found_in, found_at)
    select distinct on (p.id) p.id, lower(l.repository), l."foundIn", ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(links)}::json) as l("paperId" text, repository text, "foundIn" text)
    join papers p on p.id = l."paperId"
    on conflict (paper_id) do update set repository = excluded.repository, found_in = excluded.found_in, found_at = excluded.found_at
    where excluded.found_in = 'hf' and known.repository <> excluded.repository`
}

/** Looks for repositories in the texts of recent papers of which none is known. Safe to run again. */
export async function findLinks(now: Date): Promise<void> {
  const papers = await db().$queryRaw<{ id: string; abstract: string; comments: string | null }[]>`
    select p.id, p.abstract, p.comments
    from paper_standings s join papers p on p.id = s.paper_id
    where s.listed_at > ${now}::timestamptz - make_interval(days => ${WATCHED_DAYS})
      and names_code(p.abstract, p.comments)
      and not exists (select from paper_repositories r where r.paper_id = p.id)`
  await linkRepositories(
    papers.flatMap(({ id, abstract, comments }) => [
      ...linkIn(id, abstract, 'abstract'),
      ...(findRepositories(abstract).length === 0 ? linkIn(id, comments ?? '', 'comments') : []),
    ]),
    now,
  )
}

function linkIn(paperId: string, text: string, foundIn: Link['foundIn']): Link[] {
  const [repository] = findRepositories(text)
  return repository ? [{ paperId, repository, foundIn }] : []
}

export interface DueRepository {
  name: string
  /** It answered for each of these papers: an answer that did not change tells nothing new. */
  isKnown: boolean
  /** That name it and are watched. */
  papers: { id: string; listedAt: Date }[]
}

/**
 * Repositories to be asked for, at most so many, the longest waiting first: four times a day for papers of the last two days, twice for
 * those of the last week, then daily. One that is gone is looked for weekly.
 */
export async function listDueRepositories(now: Date, limit: number): Promise<DueRepository[]> {
  const rows = await db().$queryRaw<{ name: string; isKnown: boolean; papers: { id: string; listedAt: string }[] }[]>`
    with watched as (
      select r.repository as name, max(s.listed_at) as newest, max(r.asked_at) as asked_at, bool_and(r.answered_at is not null) as known,
        bool_or(r.gone) as gone, json_agg(json_build_object('id', r.paper_id, 'listedAt', s.listed_at)) as papers
      from paper_repositories r join paper_standings s on s.paper_id = r.paper_id
      where s.listed_at > ${now}::timestamptz - make_interval(days => ${WATCHED_DAYS})
      group by r.repository
    )
    select name, known as "isKnown", papers from watched
    where asked_at is null or asked_at <= ${now}::timestamptz - case
      when gone then interval '7 days'
      when newest > ${now}::timestamptz - interval '2 days' then interval '6 hours'
      when newest > ${now}::timestamptz - interval '7 days' then interval '12 hours'
      else interval '24 hours' end
    order by asked_at nulls first, newest desc, name limit ${limit}`
  return rows.map(({ papers, ...row }) => ({
    ...row,
    papers: papers.map(({ id, listedAt }) => ({ id, listedAt: new Date(listedAt) })),
  }))
}

/** Notes what became of a question. */
export async function noteRepository(name: string, { at, isGone }: { at: Date; isGone: boolean }): Promise<void> {
  await db().paperRepository.updateMany({
    where: { repository: name },
    data: { askedAt: at, gone: isGone, ...(!isGone && { answeredAt: at }) },
  })
}
