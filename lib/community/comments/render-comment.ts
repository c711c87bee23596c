import MarkdownIt, { type Token } from 'markdown-it'
import { mathRenderer } from '../../papers/text/render-math'
import { type Formula, splitMath } from '../../papers/text/split-math'
import { sanitizeComment } from './sanitize-comment'

export interface RenderedComment {
  /** Trusted: what `sanitizeComment` lets through, and MathML of lib/papers/text. */
  html: string
  mentions: string[]
  hosts: string[]
}

/** Where formulas stand in while Markdown is read: characters of private use, which `stripLines` takes out of every text. */
const STAND_IN = 0xf0000
const STAND_INS = /[\u{f0000}-\u{ffffd}]/gu

/** A name as lib/accounts/public-name.ts gives it; no part of an address or a word. */
export const MENTION = /(?<![\w@/.+-])@([a-zA-Z][a-zA-Z0-9-]{0,28}[a-zA-Z0-9])(?![\w@-])/g

/**
 * Markdown (CommonMark without images, headings, HTML and reference links; nested twenty deep at most) with formulas as abstracts have them. Dollars in code
 * stay dollars. Never throws.
 * @param source as `stripLines` gives it
 */
export function renderComment(source: string): RenderedComment {
  const formulas: Formula[] = []
  const text = splitMath(source)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text
      formulas.push(piece)
      return String.fromCodePoint(STAND_IN + formulas.length - 1)
    })
    .join('')
  const formulaOf = (standIn: string) => formulas[(standIn.codePointAt(0) ?? STAND_IN) - STAND_IN]
  const written = (words: string) => words.replace(STAND_INS, (standIn) => formulaOf(standIn)?.source ?? '')

  const markdown = reader(written)
  const tokens = markdown.parse(text, {})
  for (const token of flat(tokens)) if (isCode(token)) token.content = written(token.content)
  const clean = sanitizeComment(markdown.renderer.render(tokens, markdown.options, {}))
  const renderMath = mathRenderer()
  return {
    // A tag is left as it is: a formula belongs between tags, never into one.
    html: clean.replace(/<[^>]*>|[\u{f0000}-\u{ffffd}]/gu, (part) => {
      if (part.startsWith('<')) return part
      const formula = formulaOf(part)
      return formula ? renderMath(formula) : ''
    }),
    mentions: mentionsIn(tokens),
    hosts: hostsIn(tokens),
  }
}

/** @param written puts formulas back where a text is no text, such as in an address */
function reader(written: (words: string) => string): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 })
  markdown.disable(['image', 'heading', 'lheading', 'reference', 'table', 'hr'])
  // Only what says https:// is a link: names of files and mail addresses are not.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  markdown.validateLink = isWebAddress
  const { normalizeLink, normalizeLinkText } = markdown
  markdown.normalizeLink = (url) => normalizeLink(written(url))
  markdown.normalizeLinkText = (url) => normalizeLinkText(written(url))
  return markdown
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url)
}

const isCode = ({ type }: Token) => type === 'code_inline' || type === 'code_block' || type === 'fence'

const flat = (tokens: Token[]): Token[] => tokens.flatMap((token) => [token, ...(token.children ?? [])])

function mentionsIn(tokens: Token[]): string[] {
  const words = tokens.flatMap(({ children }) => textOutsideLinks(children ?? []))
  return [...new Set(words.flatMap((text) => [...text.matchAll(MENTION)].map(([, name = '']) => name)))]
}

function textOutsideLinks(children: Token[]): string[] {
  let links = 0
  return children.flatMap(({ type, content }) => {
    if (type === 'link_open') links += 1
    if (type === 'link_close') links -= 1
    return type === 'text' && links === 0 ? [content] : []
  })
}

function hostsIn(tokens: Token[]): string[] {
  const hrefs = flat(tokens).flatMap((token) =>
    token.type === 'link_open' ? [String(token.attrGet('href') ?? '')] : [],
  )
  return [...new Set(hrefs.flatMap((href) => (URL.canParse(href) ? [new URL(href).hostname] : [])))]
}
