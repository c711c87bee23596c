import { createElement } from 'react'
import { Digest, type DigestPaperProps, type DigestProps } from '@/emails/digest'
import { digestText } from '@/emails/digest-text'
import type { DigestContent } from './kinds'
import type { ReaderLinks } from './mail'
import { clip } from './plain'
import { renderMarkup } from './render-markup'
import { shorten } from './shorten'

/** Gmail cuts a mail off near 102 KB of HTML, with the way to unsubscribe at its end. */
export const MAX_HTML_OCTETS = 80_000
/** Left free for what each reader's links take. */
const ROOM_FOR_LINKS = 4_000
/** Lengths of abstracts to try, in code points, until the mail is small enough. */
const ABSTRACT_LIMITS = [Number.POSITIVE_INFINITY, 1_600, 1_300, 1_000, 800, 600, 450, 300, 150, 0]

const SHORTENED = 'Some abstracts are shortened, so that your mail program shows the whole issue.'

/** What differs from reader to reader, as it stands in the body made for all. Holds a control, which no text can (`plain`). */
const SLOTS = { unsubscribeUrl: '\u0001unsubscribe\u0001', manageUrl: '\u0001manage\u0001' }

/** The first title, since that is what a reader decides by. */
export function digestSubject({ siteName, heading, papers: [first, ...others] }: DigestContent): string {
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return clip(first?.title || heading || siteName, 100) + more
}

/**
 * Both parts of a digest for one reader. The body is made once per content object and filled in per reader.
 * Its HTML stays below `MAX_HTML_OCTETS`: abstracts are shortened where they must be, and the mail says so. The text is whole.
 */
export function renderDigest(
  content: DigestContent,
  links: ReaderLinks | undefined,
  postalAddress: string | undefined,
): { html: string; text: string } {
  const body = digestBody(content, links !== undefined, postalAddress)
  if (!links) return body
  return { html: fill(body.html, links, escapeAttribute), text: fill(body.text, links, (url) => url) }
}

interface Body {
  html: string
  text: string
}
const bodies = new WeakMap<DigestContent, Map<string, Body>>()

function digestBody(content: DigestContent, withLinks: boolean, postalAddress: string | undefined): Body {
  const variants = bodies.get(content) ?? new Map<string, Body>()
  bodies.set(content, variants)
  const variant = JSON.stringify([withLinks, postalAddress])
  const body = variants.get(variant) ?? makeBody(content, withLinks ? SLOTS : undefined, postalAddress)
  variants.set(variant, body)
  return body
}

function makeBody(content: DigestContent, links: DigestProps['links'], postalAddress: string | undefined): Body {
  const whole: DigestProps = {
    ...content,
    subject: digestSubject(content),
    papers: content.papers.map((paper) => ({ ...paper, shortened: false })),
    links,
    postalAddress,
  }
  return { html: smallEnough(whole), text: digestText(whole) }
}

function smallEnough(whole: DigestProps): string {
  let html = ''
  for (const limit of ABSTRACT_LIMITS) {
    html = renderMarkup(createElement(Digest, limited(whole, limit)))
    if (Buffer.byteLength(html) <= MAX_HTML_OCTETS - ROOM_FOR_LINKS) return html
  }
  throw new Error(`a digest of ${whole.papers.length} papers does not fit: ${Buffer.byteLength(html)} octets`)
}

function limited(whole: DigestProps, limit: number): DigestProps {
  const papers = whole.papers.map((paper): DigestPaperProps => {
    const abstract = shorten(paper.abstract, limit)
    return { ...paper, abstract, shortened: abstract !== paper.abstract }
  })
  return papers.some(({ shortened }) => shortened) ? { ...whole, papers, notes: [...whole.notes, SHORTENED] } : whole
}

function fill(body: string, links: ReaderLinks, encode: (url: string) => string): string {
  return body
    .replaceAll(SLOTS.unsubscribeUrl, () => encode(links.unsubscribeUrl))
    .replaceAll(SLOTS.manageUrl, () => encode(links.manageUrl))
}

const escapeAttribute = (url: string) => url.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
