/**
 * Whether an identifier is of this month or the one before, by its own digits: then arXiv's index may not have it yet. One of a month
 * that is still to come is not.
 * @param id canonical
 */
export function mayBeYoung(id: string, now: Date): boolean {
  const [, year = '', month = ''] = /^(\d{2})(\d{2})\./.exec(id) ?? []
  if (!year) return false
  const months = (2000 + Number(year)) * 12 + Number(month) - 1
  // A day ahead: at the turn of a month arXiv's clock is another than ours.
  const ahead = new Date(now.getTime() + 24 * 3_600_000)
  const thisMonth = ahead.getUTCFullYear() * 12 + ahead.getUTCMonth()
  return months === thisMonth || months === thisMonth - 1
}
