/**
 * The numbers of the ranking, all of them, as `/about/ranking` shows them. Whoever changes one, or which acts count, raises the version: every score
 * is recounted then (`recount.ts`), and a test holds the two together.
 */
export const RANKING = {
  version: 3,
  /** Announcement days after which an act weighs half. */
  halfLifeDays: 2,
  /** What a paper begins with: as if it had half a vote at its announcement. */
  newcomer: 0.5,
  /** Of each counted vote. */
  vote: 1,
  /** Of a curator's pick; view `score_terms` has it as well, and a test holds the two together. */
  pick: 3,
} as const

/**
 * Of the announcement clock (`announcement-clock.ts`). Whoever changes a day of arXiv's calendar that is over raises it: every instant is read anew
 * on the clock then, and every score recounted.
 */
export const CLOCK_VERSION = 1

/** Which votes rank (`lib/papers/votes.ts`, `lib/papers/judge-networks.ts`); a change holds for what comes after it. */
export const COUNTING = {
  /** A reader who voted for so many papers on earlier days is no newcomer, and not limited by network. */
  establishedVotes: 3,
  /** Newcomers' votes from one network for one paper that rank, while it is remembered; the others are kept and shown. */
  votesOfNetwork: 2,
  /** From so many on it is taken for one hand, and none of them ranks. */
  burstOfNetwork: 6,
  /** For so long a vote remembers the network it came from, as a keyed hash. */
  networkKeptHours: 48,
  /** For so long a vote that was taken back is remembered, for lists as they stood. */
  endedKeptDays: 60,
} as const

/**
 * Signals (`lib/signals`): what each kind is worth at most, in votes; the level that is worth half of that; and from where growth at one
 * look is a jump that waits for another. A change holds for what comes after it.
 */
export const SIGNALS = {
  hf_upvotes: { cap: 6, half: 40, jump: 150 },
  hf_comments: { cap: 2, half: 10, jump: 60 },
  github_stars: { cap: 4, half: 200, jump: 1_000 },
  /** Switched off: its model has not been trained yet (lib/signals/early-warning/model.json). */
  early_warning: { cap: 0, half: 40, jump: 1_000 },
} as const

/** The field-fair order (`lib/trending/fair`). Whoever changes one raises its version: all places are made anew then. */
export const FAIR = {
  version: 1,
  /** A paper is measured against those of its field that were listed within so many announcement days. */
  windowDays: 30,
  /** A category of fewer papers is measured as its archive, an archive of fewer as all of arXiv. */
  fewPapers: 20,
} as const

/** Papers that nobody voted for, on the first page of trending (`lib/views/discoveries.ts`). */
export const DISCOVERY = {
  /** After the 5th, the 15th and the 25th paper. */
  places: [5, 15, 25],
  /** Drawn from what the newest announcements brought. */
  days: 3,
} as const

/** Own votes count, signals inform: with so many readers who vote, signals weigh half. */
export const READERS_OF_HALF_SHARE = 25
