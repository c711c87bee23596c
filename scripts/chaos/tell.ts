import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'

const SHOWN_VIOLATIONS = 10
const SHOWN_LINES = 120

/** Why a history broke a promise, with what happened before, and how to see it again. */
export function tellFailure({ seed, broken, log, firstDay }: SeedReport): string {
  if (!broken) return ''
  const more = broken.violations.length - SHOWN_VIOLATIONS
  return [
    `seed ${seed} (from ${firstDay}) broke on ${broken.day}:`,
    ...broken.violations.slice(0, SHOWN_VIOLATIONS).map((violation) => `  ${violation}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...log.slice(-SHOWN_LINES).map((line) => `    ${line}`),
    `  again: npm run chaos -- feed --seed ${seed}`,
  ].join('\n')
}

/** What all histories together held. */
export function tellSummary(reports: readonly SeedReport[]): string {
  const sum = (of: (report: SeedReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0).toLocaleString('en')
  const failed = reports.filter(({ broken }) => broken).map(({ seed }) => seed)
  const rows = [
    ['histories of 60 days', sum(() => 1)],
    ['with the change to summer time', sum(({ firstDay, lastDay }) => Number(hasChange(firstDay, lastDay, '03')))],
    ['with the change to winter time', sum(({ firstDay, lastDay }) => Number(hasChange(firstDay, lastDay, '11')))],
    ['days', sum(({ days }) => days)],
    ['papers', sum(({ papers }) => papers)],
    ['announcement lines', sum(({ lines }) => lines)],
    ['requests', sum(({ requests }) => requests)],
    ['requests that met a fault', sum(({ faults }) => total(faults))],
    ...[...totals(reports.map(({ faults }) => faults))].map(row('met: ')),
    ...[...totals(reports.map(({ repairs }) => repairs))].map(row('repaired by a sweep: ')),
    ['papers missing at the end of their day that came', sum(({ gaps }) => gaps.repaired)],
    ['longest of these, in good nights', String(Math.max(...reports.map(({ gaps }) => gaps.longestNights)))],
    ['least time between two requests', `${Math.min(...reports.map(({ minGapMs }) => minGapMs)) / 1000} s`],
    ['histories that broke a promise', `${failed.length}${failed.length > 0 ? ` (${failed.join(', ')})` : ''}`],
    ['seconds a history', (reports.reduce((all, { seconds }) => all + seconds, 0) / reports.length).toFixed(1)],
  ]
  return [['feed', ''], ['---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** What was counted by name, over all histories, by name. */
function totals(counts: readonly Partial<Record<string, number>>[]): Map<string, number> {
  const all = new Map<string, number>()
  for (const [name, count = 0] of counts.flatMap((one) => Object.entries(one))) {
    all.set(name, (all.get(name) ?? 0) + count)
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const row =
  (before: string) =>
  ([name, count]: [string, number]) => [`${before}${name}`, count.toLocaleString('en')]

const total = (counts: SeedReport['faults']) => Object.values(counts).reduce((all, count) => all + count, 0)

/** Clocks change on the second Sunday of March and the first of November. */
function hasChange(first: string, last: string, month: '03' | '11'): boolean {
  return [first, last].some((day) => {
    const year = day.slice(0, 4)
    const firstOfMonth = new Date(`${year}-${month}-01T12:00:00Z`).getUTCDay()
    const date = ((7 - firstOfMonth) % 7) + (month === '03' ? 8 : 1)
    const change = `${year}-${month}-${String(date).padStart(2, '0')}`
    return first <= change && change <= last
  })
}
