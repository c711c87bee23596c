import { config } from '../../config'
import { db } from '../../database/client'
import { absolute, paths, twin } from '../../paths'
import { renderFeed, type TwinFormat } from '../../views/twins'
import { ACT_WORDS } from './acts'

/** An act of a moderator as everybody reads it. */
export interface LoggedAct {
  id: string
  at: Date
  /** The moderator's name. */
  by: string | null
  act: string
  reason: string
  commentId: string | null
  readerId: string | null
  /** Who was banned or let back in. */
  reader: string | null
  paperId: string | null
  /** Of a merge: the other paper. */
  intoId: string | null
  rule: string | null
  listId: string | null
}

const SHOWN = 100

/** The newest acts, newest first. */
export async function listModeration(): Promise<LoggedAct[]> {
  const rows = await db().moderationAct.findMany({
    include: {
      moderator: { select: { name: true } },
      reader: { select: { name: true } },
      comment: { select: { paperId: true } },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  return rows.map(({ moderator, reader, comment, paperId, ...row }) => ({
    ...row,
    by: moderator?.name ?? null,
    reader: reader?.name ?? null,
    paperId: paperId ?? comment?.paperId ?? null,
  }))
}

/** An act in a sentence without its reason. */
export function actInWords(logged: LoggedAct): string {
  const { by, act, rule } = logged
  const did = ACT_WORDS[act]?.did ?? act
  const somebody = act.endsWith('-picture') ? 'An author or a curator' : 'A moderator'
  return `${by ?? somebody} ${did} ${rule ?? subjectOf(logged)}`
}

function subjectOf({ act, commentId, listId, reader, paperId, intoId }: LoggedAct) {
  // Its name may be what it was hidden for.
  if (act.endsWith('-list')) return listId ? 'of a reader' : 'of a reader, deleted since'
  if (ABOUT_READERS.has(act)) return reader ?? 'somebody without a name'
  const paper = paperId ? `arXiv:${paperId}` : 'a paper that is gone'
  if (MERGES[act]) return `${paper} ${MERGES[act]} ${intoId ? `arXiv:${intoId}` : 'a paper that is gone'}`
  return ABOUT_PAPERS.has(act) ? paper : `a comment on ${commentId ? paper : 'a paper'}`
}

const ABOUT_READERS: ReadonlySet<string> = new Set(['ban', 'unban', 'ban-again'])
const MERGES: Readonly<Record<string, string>> = { merge: 'into', unmerge: 'from' }
const ABOUT_PAPERS: ReadonlySet<string> = new Set([
  'lock',
  'unlock',
  'grant-claim',
  'refuse-claim',
  'appeal-claim',
  'replace-picture',
  'remove-picture',
])

/** The log as a feed. Valid when empty. */
export async function renderLog(format: TwinFormat, now: Date): Promise<{ type: string; body: string }> {
  const acts = await listModeration()
  return renderFeed(format, {
    title: `Moderation log · ${config().siteName}`,
    description: `What the moderators of ${config().siteName} did, and why`,
    pageUrl: absolute(paths.moderationLog),
    selfUrl: absolute(twin(paths.moderationLog, format)),
    nextUrl: null,
    updated: acts[0]?.at ?? now,
    entries: acts.map((act) => ({
      id: `urn:uuid:${act.id}`,
      url: `${absolute(paths.moderationLog)}#${act.id}`,
      title: actInWords(act),
      authors: act.by ? [act.by] : [],
      categories: [act.act],
      paragraphs: [act.reason],
      summary: act.reason,
      extras: {},
      published: act.at,
      updated: act.at,
    })),
  })
}
