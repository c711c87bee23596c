import type { DigestPaperProps, DigestProps } from './digest'
import { blocks, linkLine, RULE, wrap } from './text'

/** The digest for programs and people that read plain text: complete, made from the same data as the HTML. */
export function digestText(props: DigestProps): string {
  const { siteName, heading, subtitle, papers, viewUrl, notes, links, postalAddress } = props
  return blocks(
    [siteName.toUpperCase(), wrap(heading), wrap(subtitle)].join('\n'),
    linkLine('Read in the browser:', viewUrl),
    links && readerLinks(links),
    ...notes.map((note) => wrap(note)),
    RULE,
    ...papers.map(paperText),
    RULE,
    wrap(`You get this mail because you subscribed to it at ${siteName}.`),
    links && readerLinks(links),
    postalAddress && wrap(postalAddress),
  )
}

function paperText(paper: DigestPaperProps, index: number): string {
  const { url, title, abstract, authors, categories, votes, day } = paper
  const facts = [
    categories.join(' '),
    votes > 0 && `${votes} ${votes === 1 ? 'upvote' : 'upvotes'}`,
    day && `announced ${day}`,
  ].filter(Boolean)
  return blocks(
    [wrap(title, '    ', `${index + 1}. `.padEnd(4)), wrap(authors, '    '), wrap(facts.join(', '), '    ')].join('\n'),
    abstract && wrap(abstract),
    url,
  )
}

const readerLinks = ({ manageUrl, unsubscribeUrl }: NonNullable<DigestProps['links']>) =>
  `${linkLine('Settings:', manageUrl)}\n${linkLine('Unsubscribe:', unsubscribeUrl)}`
