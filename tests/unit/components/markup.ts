import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** What a component becomes, as text. */
export const markup = (element: ReactElement): string => renderToStaticMarkup(element)

/** The same without tags, white space folded: what is read. */
export const reading = (element: ReactElement): string =>
  markup(element)
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
