import { type Capture, hoursInto } from './daily-list'

/** One list: what was seen of it on its own day, and what became of it. */
export interface ListedDay {
  day: string
  /** Of its own day, the earliest first. */
  captures: Capture[]
  /** Upvotes on the next day, of every paper of the list. */
  outcome: Map<string, number>
}

/** Days whose list was seen on its own day and on the next, the earliest first; the last sight of the next day is the truth. */
export function listDays(captures: readonly Capture[]): ListedDay[] {
  const byDay = new Map<string, Capture[]>()
  for (const capture of captures) byDay.set(capture.day, [...(byDay.get(capture.day) ?? []), capture])
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, all]) => {
      const inOrder = all.toSorted((a, b) => a.at.getTime() - b.at.getTime())
      const within = (from: number, until: number) =>
        inOrder.filter(({ at }) => hoursInto(day, at) >= from && hoursInto(day, at) < until)
      const truth = within(24, 48).at(-1)
      const own = within(0, 24)
      if (!truth || own.length === 0) return []
      return [{ day, captures: own, outcome: new Map(truth.entries.map(({ paperId, upvotes }) => [paperId, upvotes])) }]
    })
}
