import { db } from '../database/client'
import { compareWords, type Stretch } from './compare-words'
import { prepareText, prepareTitle, renderPieces } from './text/prepare'

/** A version of a paper that was met. */
export interface MetVersion {
  version: number
  /** When it was submitted; null: not told. */
  submittedAt: Date | null
  firstSeenAt: Date
  withdrawn: boolean
}

/** A version of a paper of which something is known. */
export interface KnownVersion extends MetVersion {
  /** False: only its date was told. */
  isMet: boolean
}

/** A stretch of a text ready for a page: escaped words and MathML. */
export interface ShownStretch {
  change: Stretch['change']
  html: string
  /** White space follows, which is no part of what changed. */
  isSpaced: boolean
}

/** How two versions of a paper differ. */
export interface VersionComparison {
  from: MetVersion
  to: MetVersion
  title: ShownStretch[]
  abstract: ShownStretch[]
}

/** The versions of a paper of which something is known, oldest first. */
export function listVersions(paperId: string): Promise<KnownVersion[]> {
  return db().$queryRaw<KnownVersion[]>`
    select version, submitted_at as "submittedAt", first_seen_at as "firstSeenAt", withdrawn, title_source is not null as "isMet"
    from paper_versions where paper_id = ${paperId} order by version`
}

/**
 * Title and abstract of two versions, compared word by word; null when one of them was not met. Both are cleaned here and by the
 * same rules, so that a change of ours to those rules is never shown as one of the authors.
 */
export async function findComparison(paperId: string, from: number, to: number): Promise<VersionComparison | null> {
  const rows = await db().paperVersion.findMany({
    where: { paperId, version: { in: [from, to] } },
    select: { ...facts, titleSource: true, abstractSource: true },
  })
  const older = rows.find(({ version }) => version === from)
  const newer = rows.find(({ version }) => version === to)
  const [before, after] = [older && textsOf(older), newer && textsOf(newer)]
  if (!older || !newer || !before || !after) return null
  return {
    from: older,
    to: newer,
    title: shown(compareWords(before.title, after.title)),
    abstract: shown(compareWords(before.abstract, after.abstract)),
  }
}

/** Null: only the date of the version was told. */
const textsOf = ({ titleSource, abstractSource }: { titleSource: string | null; abstractSource: string | null }) =>
  titleSource === null || abstractSource === null
    ? null
    : { title: prepareTitle(titleSource).text, abstract: prepareText(abstractSource).text }

const facts = { version: true, submittedAt: true, firstSeenAt: true, withdrawn: true } as const

const shown = (stretches: Stretch[]): ShownStretch[] =>
  stretches.map(({ change, pieces }) => {
    const last = pieces.at(-1)
    const isSpaced = last?.kind === 'text' && /\s$/.test(last.text)
    const trimmed = isSpaced ? pieces.with(-1, { ...last, text: last.text.trimEnd() }) : pieces
    return { change, isSpaced, html: renderPieces(change === 'kept' ? pieces : trimmed) }
  })
