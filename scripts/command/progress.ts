const QUIET_MS = 2_000
const ON_TERMINAL_MS = 200
const AS_LINES_MS = 10_000

/** How far a piece of work is. */
export interface Progress {
  /** Adds to the count. */
  advance(count?: number): void
  /** Ends the display. */
  done(): void
}

/**
 * Shows count, rate and, with a total, the remaining time on stderr once the work takes longer than two seconds: in place on a
 * terminal, as plain lines elsewhere.
 */
export function reportProgress(unit: string, total?: number): Progress {
  const startedAt = Date.now()
  const isTerminal = process.stderr.isTTY === true
  let count = 0
  let shownAt = startedAt + QUIET_MS - (isTerminal ? ON_TERMINAL_MS : AS_LINES_MS)
  let hasShown = false

  const show = (now: number) => {
    const line = progressLine({ unit, count, total, seconds: (now - startedAt) / 1000 })
    process.stderr.write(isTerminal ? `\r\x1b[2K${line}` : `${line}\n`)
    shownAt = now
    hasShown = true
  }
  return {
    advance: (by = 1) => {
      count += by
      const now = Date.now()
      if (now - shownAt >= (isTerminal ? ON_TERMINAL_MS : AS_LINES_MS)) show(now)
    },
    done: () => {
      if (!hasShown) return
      show(Date.now())
      if (isTerminal) process.stderr.write('\n')
    },
  }
}

/** One line of progress: `1,200 of 50,000 papers, 400/s, 2 min left`. */
export function progressLine(state: {
  unit: string
  count: number
  total?: number | undefined
  seconds: number
}): string {
  const { unit, count, total, seconds } = state
  const rate = count / Math.max(seconds, 0.001)
  const of = total === undefined ? '' : ` of ${total.toLocaleString('en')}`
  const left = total === undefined || rate === 0 || count >= total ? '' : `, ${duration((total - count) / rate)} left`
  return `${count.toLocaleString('en')}${of} ${unit}, ${Math.round(rate).toLocaleString('en')}/s${left}`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
