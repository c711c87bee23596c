import { COLORS, FONT, Footer, MailDocument, Masthead, Row, SANS } from './parts'

export interface DigestPaperProps {
  id: string
  url: string
  title: string
  abstract: string
  /** The abstract given is not the whole one. */
  shortened: boolean
  authors: string
  categories: string[]
  votes: number
  day?: string | null | undefined
  why?: string | null | undefined
}

export interface DigestProps {
  siteName: string
  subject: string
  heading: string
  subtitle: string
  papers: DigestPaperProps[]
  viewUrl: string
  notes: string[]
  links?: { unsubscribeUrl: string; manageUrl: string } | undefined
  postalAddress?: string | undefined
}

export function Digest(props: DigestProps) {
  const { siteName, subject, heading, subtitle, papers, viewUrl, notes, links, postalAddress } = props
  return (
    <MailDocument subject={subject} preheader={digestPreheader(props)}>
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 30px/36px ${FONT}`, letterSpacing: '-0.01em' }}>{heading}</h1>
        <p className="soft" style={{ margin: '6px 0 0', font: `16px/24px ${SANS}`, color: COLORS.soft }}>
          {subtitle} · {papers.length === 1 ? 'one paper' : `${papers.length} papers`}
        </p>
        <p
          className="soft line"
          style={{
            margin: '14px 0 0',
            padding: '10px 0',
            borderTop: `1px solid ${COLORS.line}`,
            borderBottom: `1px solid ${COLORS.line}`,
            font: `14px/24px ${SANS}`,
            color: COLORS.soft,
          }}
        >
          <TextLink href={viewUrl}>Read in the browser</TextLink>
          <ReaderLinks links={links} />
        </p>
        {notes.map((note) => (
          <p
            key={note}
            className="soft"
            style={{ margin: '12px 0 0', font: `italic 15px/23px ${FONT}`, color: COLORS.soft }}
          >
            {note}
          </p>
        ))}
      </Masthead>
      {papers.map((paper, index) => (
        <PaperEntry key={paper.id} paper={paper} rank={index + 1} />
      ))}
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>
          You get this mail because you subscribed to it at {siteName}. It holds no tracking and asks no server for
          anything when you open it.
        </p>
        <p style={{ margin: '8px 0 0' }}>
          <TextLink href={viewUrl}>{heading}</TextLink>
          <ReaderLinks links={links} />
        </p>
      </Footer>
    </MailDocument>
  )
}

/** The best of the issue in one line. */
function digestPreheader({ subtitle, papers }: Pick<DigestProps, 'subtitle' | 'papers'>): string {
  const [, ...others] = papers
  return others.length === 0
    ? subtitle
    : `${subtitle}: ${others
        .slice(0, 2)
        .map(({ title }) => title)
        .join(' · ')}`
}

function PaperEntry({ paper, rank }: { paper: DigestPaperProps; rank: number }) {
  const { url, title, abstract, shortened, authors, categories, votes } = paper
  return (
    <Row style={{ padding: '24px 32px 0' }}>
      <div className={rank > 1 ? 'line' : undefined} style={rank > 1 ? RULED : undefined}>
        <p className="soft" style={{ margin: 0, font: `600 13px/20px ${SANS}`, color: COLORS.soft }}>
          {[rank, votes > 0 ? `▲ ${votes}` : null, categories.join(' ')].filter(Boolean).join(' · ')}
        </p>
        <h2 style={{ margin: '2px 0 0', font: `bold 20px/27px ${FONT}` }}>
          <a className="title" href={url} style={{ color: COLORS.ink, textDecoration: 'none' }}>
            {title}
          </a>
        </h2>
        <p className="soft" style={{ margin: '4px 0 0', font: `14px/22px ${SANS}`, color: COLORS.soft }}>
          {authors}
        </p>
        <p style={{ margin: '8px 0 0', font: `16px/26px ${FONT}` }}>
          {abstract}
          {shortened ? ' ' : null}
          {shortened ? <TextLink href={url}>Read on</TextLink> : null}
        </p>
        <p style={{ margin: '6px 0 0', font: `14px/24px ${SANS}` }}>
          <TextLink href={url}>Open or upvote</TextLink>
        </p>
      </div>
    </Row>
  )
}

const RULED = { borderTop: `1px solid ${COLORS.line}`, paddingTop: 22 }

function ReaderLinks({ links }: Pick<DigestProps, 'links'>) {
  if (!links) return null
  return (
    <>
      {' · '}
      <TextLink href={links.manageUrl}>Settings</TextLink>
      {' · '}
      <TextLink href={links.unsubscribeUrl}>Unsubscribe</TextLink>
    </>
  )
}

function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <a className="link" href={href} style={{ color: COLORS.link }}>
      {children}
    </a>
  )
}
