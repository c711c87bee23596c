import type { Remarks } from './remarks'

/** arXiv's announce types, strongest first: a paper keeps the strongest of a day. */
export const ANNOUNCEMENT_TYPES = ['new', 'cross', 'replace', 'replace-cross'] as const
export type AnnouncementType = (typeof ANNOUNCEMENT_TYPES)[number]

/** A paper as a source told it, not stored yet. Null: the source does not say, and what the store knows stays. */
export interface PaperDraft {
  /** Canonical, without a version. */
  id: string
  version: number | null
  /** As the source gave it, TeX and all; white space folded, but paragraphs of the abstract parted by a blank line. */
  titleSource: string
  abstractSource: string
  authors: string[]
  /** Primary first. */
  categories: string[]
  comments: string | null
  doi: string | null
  journalRef: string | null
  license: string | null
  submittedAt: Date | null
  updatedAt: Date | null
  /** Left out when the source does not say. */
  withdrawn?: boolean
  /** Versions before this one, of which the source tells the date alone. */
  earlier?: EarlierVersion[]
}

/** An earlier version, and when it was submitted. */
export interface EarlierVersion {
  version: number
  submittedAt: Date
}

/** One line of a listing: this paper stood under this category on this day. */
export interface AnnouncementLine {
  paperId: string
  category: string
  /** The day that arXiv's listing carries (US Eastern), as 2026-11-20. */
  day: string
  type: AnnouncementType
  /** No listing told the day: it was judged, and gives way to a day that is told. */
  judged?: boolean
}

/** Something that a source told and that cannot be used, named as well as it can be, and why. */
export interface Rejected {
  id: string
  reason: string
}

/** What lists, feeds and digests show of a paper. `…Html` is trusted: escaped text and MathML made by lib/papers/text. */
export interface PaperSummary extends Remarks {
  id: string
  version: number
  title: string
  titleHtml: string
  abstract: string
  abstractHtml: string
  authors: string[]
  /** Primary first. */
  categories: string[]
  primaryCategory: string
  comments: string | null
  submittedAt: Date | null
  updatedAt: Date | null
  announcedAt: Date | null
  firstSeenAt: Date
  withdrawn: boolean
  sample: boolean
  /** Every vote, at once. */
  votes: number
  /** Comments that are shown. */
  discussed?: number
  /** The paper that is the same work, by a moderator: what is done with this one goes there. */
  mergedInto?: string | null
  /** In lists that part new papers, cross-lists and later versions: what this entry is. */
  listedAs?: 'new' | 'cross' | 'replace'
  /** What the list says of it, as its reader typed it. */
  noted?: string | null
}
