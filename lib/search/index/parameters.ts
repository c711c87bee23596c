/**
 * Everything that ranking hangs on, in one place. Chosen by judgement, not yet by measurement on judged queries;
 * docs/decisions/0031-search-index.md tells why these.
 */

/** What `textScorer` goes by. */
export interface TextRanking {
  /** How fast further mentions of a word count less, as in Robertson and Zaragoza, 2009. */
  k1: number
  /** How much a long title, a long abstract is held against a paper: from 0 to 1. */
  titleB: number
  abstractB: number
  /** What a word in the title counts, in words of the abstract. */
  titleWeight: number
  /** What two neighbouring words of the query add when they stand side by side, as a share of the rarer one; at a distance d, 1/d² of it. */
  proximity: number
}

export const RANKING: TextRanking = { k1: 1.2, titleB: 0.5, abstractB: 0.75, titleWeight: 2.5, proximity: 0.3 }
/** Words further apart say nothing about each other. */
export const PROXIMITY_WORDS = 8

/** What a name in the query adds to the papers of whoever bears it, in the rarest word's weight. */
export const AUTHOR_WEIGHT = 1.5

/**
 * What a paper may gain by being new and by being voted for, as shares of its text score. Together below 1, so that no paper is
 * lifted past one with twice its text score.
 */
export const RECENCY_SHARE = 0.1
export const VOTES_SHARE = 0.25
export const RECENCY_HALF_LIFE_DAYS = 180
/** So many votes bring half of the share. */
export const HALF_OF_VOTES = 10

/** Papers that are weighed exactly, of those that hold the words: enough for the first pages, and for the deepest. */
export const CANDIDATES = 200
/** Papers that vectors propose, where an index has them: so many, and of few papers no more than the square root of their number. */
export const NEAREST = 100
/** What a place among them counts, in places by words: somebody who names words mostly wants them. */
export const NEARNESS_WEIGHT = 0.4
/** What is further from a query than this has nothing to do with it: the cosine of the angle between the two. */
export const LEAST_COSINE = 0.3
/** Up to here in the list, `CANDIDATES` are enough. */
export const SHALLOW = 100

/** Words that say what a paper is about: its heaviest. More of them cost more and change little. */
export const TELLING_WORDS = 25
/** Papers that are shown as similar, at most, and what share of a paper's own score the least of them has. */
export const SIMILAR_PAPERS = 6
export const LEAST_SIMILARITY = 0.12
/** Papers that vectors propose as similar ones. */
export const NEAREST_SIMILAR = 20
/** Words that explain it, at most. */
export const SHARED_WORDS = 4
