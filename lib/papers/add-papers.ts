import { type Ask, preparedTransaction } from '../database/transaction'
import { storedTerms } from '../taxonomy'
import { applyChanges, type Outcome, type ToldChange, takeWritersTurn } from './apply-changes'
import { withoutJoined } from './joined-categories'
import { overruleDays } from './overrule-days'
import { checkDrafts, type ReadyPapers } from './ready-papers'
import { firstAnnounced, type PaperFacts, reconcile, type SourceKind } from './reconcile'
import type { AnnouncementLine, PaperDraft, Rejected } from './types'
import { readFacts } from './write-papers'

/** Papers per transaction: a moment of work, for which other ingests wait, and a megabyte or two of formulas in memory. */
const CHUNK = 50

export interface AddedPapers {
  added: number
  updated: number
  unchanged: number
  rejected: Rejected[]
  /** What became of each paper. */
  outcomes: Map<string, Outcome>
}

export interface AddOptions {
  /** Lines of arXiv's listings about these papers; lines about other papers that are stored count too. */
  announcements?: readonly AnnouncementLine[]
  /** Where the drafts come from; a `listing` leaves open what only a `record` tells. */
  kind?: SourceKind
  /** Find out what would happen, and write nothing. */
  dryRun?: boolean
  /** Stops between two chunks. */
  signal?: AbortSignal | undefined
  onChunk?: (done: number, of: number) => void
  /** Papers per transaction. */
  chunk?: number
}

/**
 * Brings papers into the store, with their standing, authors, categories, versions and announcements.
 *
 * May run again and beside itself: what is as it was is not written, votes are never touched, and no version replaces a
 * newer one (`reconcile.ts`). One transaction for each 50 papers, so that a killed run loses nothing it has reported.
 */
export const addPapers = (drafts: readonly PaperDraft[], now: Date, options: AddOptions = {}): Promise<AddedPapers> =>
  addReadyPapers(checkDrafts(drafts), now, options)

/** The same with drafts that were made ready ahead. */
export async function addReadyPapers(
  { sound, rejected, texts }: ReadyPapers,
  now: Date,
  { announcements = [], kind = 'listing', dryRun = false, signal, onChunk, chunk: size = CHUNK }: AddOptions = {},
): Promise<AddedPapers> {
  const told = tellings(sound, announcements)
  const outcomes = new Map<string, Outcome>()
  for (let at = 0; at < told.length; at += size) {
    signal?.throwIfAborted()
    const chunk = told.slice(at, at + size)
    for (const [id, outcome] of await addChunk(chunk, { kind, now, dryRun, texts })) outcomes.set(id, outcome)
    onChunk?.(at + chunk.length, told.length)
  }

  const count = (outcome: Outcome) => [...outcomes.values()].filter((one) => one === outcome).length
  return {
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejected: [...rejected.values()],
    outcomes,
  }
}

/** Everything that one call tells about one paper. */
interface Telling {
  id: string
  draft: PaperDraft | undefined
  lines: AnnouncementLine[]
}

/** By paper, in the order of their ids. */
function tellings(drafts: Map<string, PaperDraft>, announcements: readonly AnnouncementLine[]): Telling[] {
  const byId = new Map<string, Telling>()
  for (const [id, draft] of drafts) byId.set(id, { id, draft, lines: [] })
  for (const line of announcements) {
    const telling = byId.get(line.paperId) ?? { id: line.paperId, draft: undefined, lines: [] }
    telling.lines.push(line)
    byId.set(line.paperId, telling)
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

interface ChunkOptions {
  kind: SourceKind
  now: Date
  dryRun: boolean
  texts: ReadyPapers['texts']
}

async function addChunk(told: Telling[], options: ChunkOptions): Promise<Map<string, Outcome>> {
  try {
    return await preparedTransaction((ask) => writeChunk(ask, told, options))
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcomes
    throw error
  }
}

/** Thrown to roll a dry run back: it does all that a real one does, so that it tells the same. */
class Rehearsed extends Error {
  constructor(readonly outcomes: Map<string, Outcome>) {
    super('dry run')
  }
}

async function writeChunk(ask: Ask, told: Telling[], { kind, now, dryRun, texts }: ChunkOptions) {
  await takeWritersTurn(ask)
  const stored = await readFacts(
    ask,
    told.map(({ id }) => id),
  )
  const overruled = await overruleDays(
    ask,
    told.flatMap(({ lines }) => lines),
  )
  const changes = told.flatMap((one) => decide(stored.get(one.id) ?? null, one, overruled, { kind, now }))
  const outcomes = await applyChanges(ask, changes, now, texts)
  if (dryRun) throw new Rehearsed(outcomes)
  return outcomes
}

/** A line about a paper that nobody described is no paper yet. */
function decide(
  before: PaperFacts | null,
  { id, draft, lines }: Telling,
  overruled: ReadonlyMap<string, Date | null>,
  { kind, now }: Pick<ChunkOptions, 'kind' | 'now'>,
): ToldChange | [] {
  const told = draft && before && kind === 'listing' ? { ...draft, categories: announced(draft, before, lines) } : draft
  const facts = told ? reconcile(before, told, kind, now) : before
  if (!facts) return []
  const known = overruled.get(id)
  const announcedAt = firstAnnounced(known === undefined ? facts.announcedAt : known, lines)
  return { before, draft: told, lines, after: { ...facts, announcedAt } }
}

/** A replacement names every category of a paper, and announces it in none. */
const announced = ({ categories }: PaperDraft, before: PaperFacts, lines: readonly AnnouncementLine[]): string[] => {
  const names = lines.filter(({ type }) => type === 'new' || type === 'cross').map(({ category }) => category)
  return withoutJoined(categories, [...before.categories, ...names.flatMap(storedTerms)])
}
