import { shortDay } from './calendar-words'
import type { Freshness } from './freshness'
import type { Verdict } from './judge-freshness'

/** Dark enough for white letters (4.5 to 1). */
const COLOURS: Record<Verdict, string> = {
  fresh: '#1f6f43',
  waiting: '#2f5d8a',
  late: '#8a5a00',
  away: '#a3262a',
  unknown: '#5b6068',
}

const SAID: Record<Verdict, string> = {
  fresh: 'fresh',
  waiting: 'waiting',
  late: 'late',
  away: 'away',
  unknown: 'not heard yet',
}

const LABEL = 'arXiv'
/** Of 11 px Verdana, about; `textLength` makes every font fit. */
const LETTER_PX = 6.6
const PADDING_PX = 6

/** A badge to show elsewhere: the verdict and the newest day that is here. SVG without script, style or font. Pure. */
export function renderBadge({ verdict, categories }: Freshness): string {
  const newest = categories
    .flatMap(({ newestDay }) => newestDay ?? [])
    .sort()
    .at(-1)
  const said = SAID[verdict] + (newest && verdict !== 'unknown' ? ` · ${shortDay(newest)}` : '')
  const [left, right] = [LABEL, said].map(widthOf) as [number, number]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${LABEL}: ${said}">
<title>${LABEL}: ${said}</title>
<rect width="${left}" height="20" fill="#3a3f45"/>
<rect x="${left}" width="${right}" height="20" fill="${COLOURS[verdict]}"/>
<g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">
<text x="${PADDING_PX}" y="14" textLength="${left - 2 * PADDING_PX}">${LABEL}</text>
<text x="${left + PADDING_PX}" y="14" textLength="${right - 2 * PADDING_PX}">${said}</text>
</g>
</svg>
`
}

const widthOf = (text: string) => Math.round(text.length * LETTER_PX) + 2 * PADDING_PX
