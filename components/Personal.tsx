import { createElement, type ReactNode } from 'react'

interface PersonalProps {
  /** What is asked about the reader: `reader` (is anybody signed in?), `vote:2406.01234`, and what `lib/reading/judge-marks.ts` lists. */
  mark: string
  /** For everybody of whom it does not hold, who is not signed in above all. */
  no: ReactNode
  yes: ReactNode
}

/**
 * A spot that differs between readers. Both variants are rendered, once for everybody; which one a reader gets is chosen when
 * the page is sent (`lib/http/marked-document.ts`), so that a page needs no render of its own for each reader.
 */
export function Personal({ mark, no, yes }: PersonalProps) {
  return createElement('x-personal', { mark }, createElement('x-no', null, no), createElement('x-yes', null, yes))
}

interface LiveNumberProps {
  /** Which number: `votes:2406.01234`. */
  of: string
  now: number
  /** The word that goes with the number, instead of its digits: `['vote', 'votes']`. */
  words?: readonly [one: string, many: string]
}

/** A number that signed-in readers get no older than their own last act; everybody else as it was when the page was made. */
export function LiveNumber({ of, now, words }: LiveNumberProps) {
  const [one, many] = words ?? []
  return createElement('x-number', { of, one, many }, words ? (now === 1 ? one : many) : now)
}
