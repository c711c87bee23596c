import { HALF_OF_VOTES, RECENCY_HALF_LIFE_DAYS, RECENCY_SHARE, VOTES_SHARE } from './parameters'

const DAY_MS = 86_400_000

/**
 * A paper's text score with what its age and its votes add. Never less than the text score and, whatever the votes, less than twice of
 * it: so it is never lifted past a paper with twice its text score.
 */
export function withPrior(textScore: number, { listedAt, votes }: { listedAt: number; votes: number }, now: number) {
  const ageDays = Math.max(0, now - listedAt) / DAY_MS
  const recency = RECENCY_SHARE * 2 ** (-ageDays / RECENCY_HALF_LIFE_DAYS)
  const voted = VOTES_SHARE * (Math.max(0, votes) / (Math.max(0, votes) + HALF_OF_VOTES))
  return textScore * (1 + recency + voted)
}
