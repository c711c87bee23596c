import { Prisma } from '@/generated/prisma/client'
import { jsonOf } from '../database/json-rows'
import type { PaperChange, Write } from './paper-change'
import type { PaperDraft } from './types'

/** A draft whose source said which version it is. */
type NamedDraft = PaperDraft & { version: number }

/** What a source tells of a paper, and the version that is stored by now. */
interface ToldVersion {
  draft: PaperDraft
  stored: number
}

/** A version of a paper that is not stored yet, as it is told with it. */
interface FirstVersion {
  version: number
  /** The paper's own texts are this version's; of others the date alone is known. */
  met: boolean
  comments: string | null
  submittedAt: Date | null
}

/**
 * The versions that come with a new paper: what `versionWrites` would keep of them. Until a record completed it, comments and date of the
 * paper may be those of another version.
 */
export function firstVersions({ after, draft }: PaperChange): FirstVersion[] {
  if (!draft || draft.version === null) return []
  const { version, completedAt, sample, comments, submittedAt, updatedAt } = after
  const isWhole = completedAt !== null || sample
  const ownDate = version === 1 ? submittedAt : isWhole ? updatedAt : null
  const earlier = (draft.earlier ?? []).filter(
    (one, at, all) => one.version < version && all.findIndex((other) => other.version === one.version) === at,
  )
  return [
    { version, met: true, comments: isWhole ? comments : null, submittedAt: ownDate },
    ...earlier.map((one) => ({ ...one, met: false, comments: null })),
  ]
}

/**
 * What keeps the versions that drafts about stored papers name; to be run after `paperWrites`, in its transaction. What is as it was is not written.
 *
 * The row of the newest version follows every edit of its metadata, so it says what arXiv last told of that version. An older
 * version is written once, when it is met, and stays: a new version never touches the row before it. Of earlier versions of which
 * only the date is told the date is kept, until one is met. A draft that names no version (a listing of OAI, a plain import)
 * writes none, since it may tell of a newer one.
 */
export function versionWrites(told: readonly ToldVersion[], now: Date): Write[] {
  const named = told.map(({ draft }) => draft).filter((draft): draft is NamedDraft => draft.version !== null)
  if (named.length === 0) return []
  const older = told.flatMap(({ draft, stored }) => (isOlder(draft, stored) ? draft : []))
  return [...writeNewest(named, now), ...writeOlder(older, now), ...writeDates(named, now)]
}

/**
 * From the paper's own row. Until a record completed it, its comments and its date are those of the version before, and what is
 * known of the version stays.
 */
function writeNewest(named: NamedDraft[], now: Date): Write[] {
  const told = named.map(({ id, version }) => ({ id, version }))
  const statement = Prisma.sql`
    insert into paper_versions (paper_id, version, title_source, abstract_source, comments, withdrawn, submitted_at, first_seen_at)
    select fresh.*, ${now}::timestamptz
    from json_to_recordset(${jsonOf(told)}) as told(id text, version int)
    join papers p on p.id = told.id and p.version = told.version
    left join paper_versions v on v.paper_id = p.id and v.version = p.version
    cross join lateral (select p.id, p.version, p.title_source, p.abstract_source,
      case when p.completed_at is not null or p.sample then p.comments else v.comments end, p.withdrawn,
      coalesce(case when p.version = 1 then p.submitted_at when p.completed_at is not null or p.sample then p.updated_at end,
        v.submitted_at)
    ) fresh (id, version, title_source, abstract_source, comments, withdrawn, submitted_at)
    where (v.title_source, v.abstract_source, v.comments, v.withdrawn, v.submitted_at) is distinct from
      (fresh.title_source, fresh.abstract_source, fresh.comments, fresh.withdrawn, fresh.submitted_at)
    on conflict (paper_id, version) do update set title_source = excluded.title_source,
      abstract_source = excluded.abstract_source, comments = excluded.comments, withdrawn = excluded.withdrawn,
      submitted_at = excluded.submitted_at`
  return [{ name: 'write newest versions', statement }]
}

const isOlder = (draft: PaperDraft, stored: number): draft is NamedDraft =>
  draft.version !== null && draft.version < stored

/** From the drafts themselves: of a paper whose newest version is another. */
function writeOlder(named: NamedDraft[], now: Date): Write[] {
  if (named.length === 0) return []
  const told = named.map(
    ({ id, version, titleSource, abstractSource, comments, submittedAt, updatedAt, withdrawn }) => ({
      id,
      version,
      titleSource,
      abstractSource,
      comments,
      withdrawn: withdrawn ?? false,
      submittedAt: version === 1 ? submittedAt : updatedAt,
    }),
  )
  const statement = Prisma.sql`
    insert into paper_versions as known (paper_id, version, title_source, abstract_source, comments, withdrawn, submitted_at,
      first_seen_at)
    select told.id, told.version, "titleSource", "abstractSource", told.comments, told.withdrawn, "submittedAt", ${now}::timestamptz
    from json_to_recordset(${jsonOf(told)}) as told(id text, version int, "titleSource" text,
      "abstractSource" text, comments text, withdrawn boolean, "submittedAt" timestamptz)
    join papers p on p.id = told.id and p.version > told.version
    on conflict (paper_id, version) do update set title_source = excluded.title_source,
      abstract_source = excluded.abstract_source, comments = excluded.comments, withdrawn = excluded.withdrawn,
      submitted_at = coalesce(excluded.submitted_at, known.submitted_at), first_seen_at = excluded.first_seen_at
      where known.title_source is null`
  return [{ name: 'write older versions', statement }]
}

/** A date that is known stays. */
function writeDates(named: NamedDraft[], now: Date): Write[] {
  const told = named.flatMap(({ id, earlier = [] }) => earlier.map((one) => ({ id, ...one })))
  if (told.length === 0) return []
  const statement = Prisma.sql`
    insert into paper_versions as known (paper_id, version, withdrawn, submitted_at, first_seen_at)
    select distinct on (told.id, told.version) told.id, told.version, false, "submittedAt", ${now}::timestamptz
    from json_to_recordset(${jsonOf(told)}) as told(id text, version int, "submittedAt" timestamptz)
    join papers p on p.id = told.id and p.version > told.version
    order by told.id, told.version
    on conflict (paper_id, version) do update set submitted_at = excluded.submitted_at where known.submitted_at is null`
  return [{ name: 'write dates of versions', statement }]
}
