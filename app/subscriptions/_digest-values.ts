import type { DigestValues } from '@/components/subscriptions/digest-values'
import { rhythmOf, WEEKDAYS } from '@/lib/subscriptions/rhythm'

interface Wishes {
  rhythm: string
  hour: number
  zone: string
  papers: number
  shape: string
  name: string | null
}

/** The form of a digest as it is. */
export function valuesOf({ rhythm, hour, zone, papers, shape, name }: Wishes): DigestValues {
  const read = rhythmOf(rhythm)
  return {
    rhythm: read.kind,
    days: read.kind === 'weekdays' ? read.days : [],
    hour: String(hour),
    zone,
    papers: String(papers),
    shape,
    name: name ?? '',
  }
}

/** The form as it came in, to be shown again; a field that did not come in, or is too long to be meant, as it was before. */
export function typedValues(typed: Record<string, string>, before: DigestValues): DigestValues {
  const shown = (name: 'hour' | 'zone' | 'papers' | 'shape' | 'name' | 'rhythm') => {
    const value = typed[name]
    return value !== undefined && value.length <= 100 ? value : before[name]
  }
  return {
    rhythm: shown('rhythm'),
    days: 'rhythm' in typed ? WEEKDAYS.filter((day) => day in typed) : before.days,
    hour: shown('hour'),
    zone: shown('zone'),
    papers: shown('papers'),
    shape: shown('shape'),
    name: shown('name'),
  }
}
