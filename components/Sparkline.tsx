const BAR = 3
const HEIGHT = 12

/** Votes by day as bars over a dotted line (of the style sheet) that shows the days without. Nothing where there is no vote. */
export function Sparkline({ days }: { days: number[] | undefined }) {
  if (!days || sumOf(days) === 0) return null
  const width = days.length * BAR
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={momentumInWords(days)}
    >
      <path d={bars(days)} />
    </svg>
  )
}

function bars(days: number[]): string {
  const most = Math.max(...days)
  return days
    .map((count, place) =>
      count === 0 ? '' : `M${place * BAR + 1} ${HEIGHT}v-${Math.max(2, Math.round((count / most) * HEIGHT))}`,
    )
    .join('')
}

/** The same in words: 5 in 14 days, 4 today. */
export function momentumInWords(days: number[]): string {
  const today = days.at(-1) ?? 0
  return `${sumOf(days)} in ${days.length} days, ${today === 0 ? 'none' : today} today`
}

const sumOf = (days: number[]) => days.reduce((sum, count) => sum + count, 0)
