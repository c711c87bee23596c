import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { choose, type Marks, NOBODY } from '@/lib/http/marked-document'
import { parseMarked } from '@/lib/http/parse-marked'

/** What a component becomes, as text: for nobody in particular, or for the reader of whom these marks hold. */
export const markup = (element: ReactElement, ...held: string[]): string =>
  choose(parseMarked(renderToStaticMarkup(element)), held.length > 0 ? marksOf(held) : NOBODY)

/** The same without tags, white space folded: what is read. */
export const reading = (element: ReactElement, ...held: string[]): string =>
  markup(element, ...held)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const marksOf = (held: string[]): Marks => ({ held: new Set(held), numbers: new Map() })
