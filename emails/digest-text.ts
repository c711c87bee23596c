import type { DigestProps } from './digest'
import type { DigestPaperProps, EntrySlots } from './digest-paper'
import { blocks, linkLine, RULE, readerLinks, wrap } from './text'

/** The digest for programs and people that read plain text, made from the same data as the HTML. */
export function digestText(props: DigestProps): string {
  const { siteName, heading, edition, papers, viewUrl, notes, links, postalAddress } = props
  return blocks(
    [siteName.toUpperCase(), wrap(heading), wrap(edition)].join('\n'),
    linkLine('The list:', viewUrl),
    links && readerLinks(links),
    ...notes.map((note) => wrap(note)),
    RULE,
    papers,
    RULE,
    wrap(`You get this mail because you subscribed to it at ${siteName}.`),
    links && readerLinks(links),
    postalAddress && wrap(postalAddress),
  )
}

/** One paper of it; between two of them stands an empty line. */
export function digestPaperText(paper: DigestPaperProps, { rank, links }: EntrySlots): string {
  const { url, title, abstract, authors, categories, votes, day, why, formulas, figure } = paper
  const facts = [
    categories.join(' '),
    votes > 0 && (votes === 1 ? '1 vote' : `${votes} votes`),
    day && `announced ${day}`,
    why,
  ].filter(Boolean)
  return blocks(
    [rank + wrap(title, INDENT, ''), wrap(authors, INDENT), wrap(facts.join(', '), INDENT)].join('\n'),
    figure && wrap(`Picture: ${figure.alt}`),
    abstract && wrap(abstract),
    abstract && formulas.length > 0 && wrap(`In TeX: ${formulas.join('  ')}`),
    links ? `${url}\n${linkLine('Upvote:', links.voteUrl)}\n${linkLine('Save:', links.saveUrl)}` : url,
  ).trimEnd()
}

/** As wide as a rank with its dot: `7.  `, `12. `. */
const INDENT = '    '
