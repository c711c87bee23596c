/** What may be read without a network: lists, papers and pages about the site; no forms. */
const KEPT = /^\/($|papers\/|categories(\/|$)|authors\/|search$|digests(\/|$)|about(\/|$))/
/** Twins and pictures are no pages. */
const FILE = /\.(rss|atom|json|md|bib|ris|png|svg)$/

export const isKeptPage = (path: string): boolean => KEPT.test(path) && !FILE.test(path)

/** A paper is kept longer than a list: `lists` or `papers`. */
export const shelfOf = (path: string): 'lists' | 'papers' =>
  /^\/papers\/(?!date\/|week\/|month\/|new$)/.test(path) ? 'papers' : 'lists'

/** Whether a page was made for nobody in particular: a signed-in reader's has their marks, and the form to sign out. */
export const isForEverybody = (html: string): boolean => !html.includes('action="/sign-out"')

const MAIN = /<main\b[^>]*>/

/**
 * A kept page that says so: at the top of its content stands when it was fetched, and that it may be old. Pure.
 * @param fetched HTTP's date of the answer, or null
 */
export function withNotice(html: string, fetched: string | null): string {
  const instant = fetched ? new Date(fetched) : null
  const time = instant
    ? ` as it was on <time datetime="${instant.toISOString()}">${instant.toISOString().slice(0, 16).replace('T', ' at ')} UTC</time>`
    : ''
  const notice = `<p class="notice" role="note"><strong>No connection or a slow one.</strong> This is the page${time}; it may be out of date.</p>`
  return html.replace(MAIN, (main) => main + notice)
}
