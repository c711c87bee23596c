import { stripLines } from '../../papers/text/characters'
import { mathToReadable } from '../../papers/text/math-to-readable'
import { renderComment } from './render-comment'

/** Characters of a comment as it is typed. */
export const MAX_COMMENT_CHARS = 5_000
/** People whom one comment may call. */
const MAX_MENTIONS = 10
/** Formulas grow some fifty times in MathML: what a page can carry of one comment. */
const MAX_HTML_CHARS = 100_000

export interface CommentText {
  /** Markdown as typed, without invisible characters. */
  source: string
  /** Trusted. */
  html: string
  /** Names after an @, each once, as they were written. */
  mentions: string[]
  /** Hosts that it links to. */
  hosts: string[]
}

/**
 * What was typed, as a comment, or why it cannot be one. The length is looked at first, so that nothing below sees a long text. Never throws.
 */
export function readComment(
  typed: string,
): { text: CommentText; fault?: undefined } | { text?: undefined; fault: string } {
  if (typed.length > MAX_COMMENT_CHARS)
    return { fault: `A comment holds ${MAX_COMMENT_CHARS} characters at most; this one has ${typed.length}.` }
  const source = stripLines(typed).trim()
  if (source === '') return { fault: 'There is nothing to read in it yet.' }
  const { html, mentions, hosts } = renderComment(source)
  if (mentions.length > MAX_MENTIONS)
    return { fault: `A comment calls ${MAX_MENTIONS} people at most; this one calls ${mentions.length}.` }
  if (html.length > MAX_HTML_CHARS) return { fault: 'Its formulas are more than a page can carry. Please use fewer.' }
  return { text: { source, html, mentions, hosts } }
}

/** A comment for where no markup is shown: mails and feeds. Markdown reads as it is; formulas are Unicode. */
export const readableComment = (source: string): string => mathToReadable(source)
