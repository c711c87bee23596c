/** A source of signals, as the setting SIGNALS names it. */
export type SourceName = 'hf' | 'github'

/** How a source of signals does: what the freshness page, its JSON, the metrics and the doctor tell. */
export interface SourceFacts {
  name: SourceName
  /** Named by SIGNALS. */
  isOn: boolean
  answeredAt: Date | null
  answerAgeSeconds: number | null
  /** When it last told something, not only that nothing changed. */
  toldAt: Date | null
  /** Why the last look failed, in a sentence. */
  trouble: string | null
  troubleSince: Date | null
  /** Looks that failed since the last good one. */
  failures: number
  /** It asked for a pause, or is left alone after trouble. */
  restsUntil: Date | null
}

const WHAT: Record<SourceName, string> = {
  hf: 'Upvotes and comments at Hugging Face',
  github: 'Stars at GitHub',
}

/** One plain sentence on a source, or two. */
export function sourceInWords({ name, isOn, answeredAt, trouble, troubleSince, restsUntil }: SourceFacts): string {
  const what = WHAT[name]
  if (!isOn) return `${what} are not asked for here.`
  if (trouble && troubleSince) {
    const again = restsUntil ? ` It is asked again after ${minute(restsUntil)}.` : ''
    return `${what} have not been told since ${minute(troubleSince)}: ${trouble}${again}`
  }
  return answeredAt ? `${what} were last asked for at ${minute(answeredAt)}.` : `${what} were not asked for yet.`
}

/** Whole seconds from one instant to another, 0 at least. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))

const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
