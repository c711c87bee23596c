/**
 * The numbers of the ranking, all of them, as `/about/ranking` shows them. Whoever changes one, or a day of arXiv's calendar that is
 * over, raises the version: every score is recounted then (`recount.ts`), and a test holds the two together.
 */
export const RANKING = {
  version: 1,
  /** Announcement days after which an act weighs half. */
  halfLifeDays: 2,
  /** What a paper begins with: as if it had half a vote at its announcement. */
  newcomer: 0.5,
  /** Of each counted vote. */
  vote: 1,
} as const

/** Which votes rank (`lib/papers/votes.ts`, `lib/papers/judge-networks.ts`); a change holds for what comes after it. */
export const COUNTING = {
  /** A reader who voted for so many papers on earlier days is no newcomer, and not limited by network. */
  establishedVotes: 3,
  /** Newcomers' votes from one network for one paper on one day that rank; the others are kept and shown. */
  votesOfNetwork: 2,
  /** From so many on it is taken for one hand, and none of them ranks. */
  burstOfNetwork: 6,
  /** For so long a vote remembers the network it came from, as a keyed hash. */
  networkKeptHours: 48,
} as const
