import { createRequire } from 'node:module'
import type { ReactElement } from 'react'

// Loaded by require: bundlers that build for React Server Components refuse an import of it, and templates need no such rules.
const { renderToStaticMarkup } = createRequire(import.meta.url)('react-dom/server') as {
  renderToStaticMarkup: (element: ReactElement) => string
}

/** A mail's template as an HTML document. */
export const renderDocument = (element: ReactElement): string => `<!DOCTYPE html>${renderToStaticMarkup(element)}`

/** A part of one. */
export const renderMarkup = (element: ReactElement): string => renderToStaticMarkup(element)
