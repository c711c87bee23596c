import { MOST_DIGESTS } from './limits'
import type { Shape } from './request'
import { rhythmInWords, rhythmOf } from './rhythm'
import type { Schedule } from './slots'

const OF_EACH: Record<Shape, string> = {
  full: 'with their abstracts',
  short: 'with the beginning of their abstracts',
  titles: 'titles only',
}

/** Why a reader cannot have another digest, and what they can do. */
export const FULL = `You have ${MOST_DIGESTS} digests, which is as many as one reader can have. Leave one of them first, then come back here.`

/** When a digest comes, as the end of a sentence: `every day at 08:00 Europe/Berlin`. */
export const scheduleInWords = ({ rhythm, hour, zone }: Schedule): string =>
  `${rhythmInWords(rhythmOf(rhythm))} at ${String(hour).padStart(2, '0')}:00 ${zone}`

/** How much a mail of a digest brings: `up to 15 papers, with their abstracts`. */
export const lengthInWords = ({ papers, shape }: { papers: number; shape: Shape }): string =>
  `up to ${papers} papers, ${OF_EACH[shape]}`
