import type { Shape } from './request'
import { rhythmInWords, rhythmOf } from './rhythm'
import type { Schedule } from './slots'

const OF_EACH: Record<Shape, string> = {
  full: 'with their abstracts',
  short: 'with the beginning of their abstracts',
  titles: 'titles only',
}

/** When a digest comes, as the end of a sentence: `every day at 08:00 Europe/Berlin`. */
export const scheduleInWords = ({ rhythm, hour, zone }: Schedule): string =>
  `${rhythmInWords(rhythmOf(rhythm))} at ${String(hour).padStart(2, '0')}:00 ${zone}`

/** How much a mail of a digest brings: `up to 15 papers, with their abstracts`. */
export const lengthInWords = ({ papers, shape }: { papers: number; shape: Shape }): string =>
  `up to ${papers} papers, ${OF_EACH[shape]}`
