/** Papers in the first step of a run, and in the smallest: five steps on, a fast machine takes hundreds; a slow one is never asked for more than it can. */
export const FIRST_STEP = 25
const MAX_STEP = 2_000
/** Voters wait for a step that is at work, and no statement may take 30 s: a step that is twenty times as dear as the last fits in. */
const STEP_MS = 1_000

/**
 * How many papers the next step takes: what fits into a second, going by the last one. On a slow machine steps are small, so that none of them
 * fails each time it is tried; they grow by the double at most.
 */
export function stepAfter(papers: number, tookMs: number): number {
  const fitting = Math.round((papers * STEP_MS) / Math.max(tookMs, 1))
  return Math.min(Math.max(fitting, FIRST_STEP), 2 * papers, MAX_STEP)
}
