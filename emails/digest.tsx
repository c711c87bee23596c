import {
  COLORS,
  FONT,
  Footer,
  MailDocument,
  Masthead,
  type ReaderLinkProps,
  ReaderLinks,
  Row,
  SANS,
  TextLink,
} from './parts'

/** What all papers of a digest stand in. Each text may be a place that is filled per mail. */
export interface DigestProps {
  siteName: string
  subject: string
  /** The best of the issue in one line. */
  preheader: string
  heading: string
  /** Its day, and how many papers it holds. */
  edition: string
  /** Where the entries stand. */
  papers: string
  viewUrl: string
  notes: string[]
  links?: ReaderLinkProps | undefined
  postalAddress?: string | undefined
}

export function Digest(props: DigestProps) {
  const { siteName, subject, preheader, heading, edition, papers, viewUrl, notes, links, postalAddress } = props
  return (
    <MailDocument subject={subject} preheader={preheader}>
      <Masthead siteName={siteName}>
        <h1 dir="auto" style={{ margin: '6px 0 0', font: `bold 30px/36px ${FONT}`, letterSpacing: '-0.01em' }}>
          {heading}
        </h1>
        <p className="soft" style={{ margin: '6px 0 0', font: `16px/24px ${SANS}`, color: COLORS.soft }}>
          {edition}
        </p>
        <p
          className="soft line"
          style={{
            margin: '14px 0 0',
            padding: '8px 0',
            borderTop: `1px solid ${COLORS.line}`,
            font: `14px/28px ${SANS}`,
            color: COLORS.soft,
          }}
        >
          <TextLink href={viewUrl}>Open the list</TextLink>
          {links ? ' · ' : null}
          <ReaderLinks links={links} />
        </p>
        {notes.map((note) => (
          <p
            key={note}
            className="soft"
            style={{ margin: '0 0 12px', font: `italic 15px/23px ${FONT}`, color: COLORS.soft }}
          >
            {note}
          </p>
        ))}
      </Masthead>
      <Row style={{ padding: '0 32px', font: `16px/26px ${FONT}`, overflowWrap: 'anywhere' }}>
        <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>{papers}</ol>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>
          You get this mail because you subscribed to it at {siteName}. It holds no tracking and asks no server for
          anything when you open it.
        </p>
        <p style={{ margin: '8px 0 0', lineHeight: '28px' }}>
          <TextLink href={viewUrl}>{heading}</TextLink>
          {links ? ' · ' : null}
          <ReaderLinks links={links} />
        </p>
      </Footer>
    </MailDocument>
  )
}
