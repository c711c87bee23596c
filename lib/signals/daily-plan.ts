const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** For how many days a daily list is watched, its own among them. */
export const WATCHED_DAYS = 7
/** How often a list is looked at, by its age in days: votes come mostly on its own day and the one after. */
const HOURS_BETWEEN = [2, 2, 6, 6, 24, 24, 24]

/** The daily lists (UTC days as 2026-11-20) whose look is due, the newest first. */
export function listDueDays(now: Date, lookedAt: (day: string) => Date | undefined): string[] {
  const today = Math.floor(now.getTime() / DAY_MS)
  return HOURS_BETWEEN.flatMap((hours, age) => {
    const day = new Date((today - age) * DAY_MS).toISOString().slice(0, 10)
    const last = lookedAt(day)
    return !last || now.getTime() - last.getTime() >= hours * HOUR_MS ? [day] : []
  })
}
