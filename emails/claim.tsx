import { Button, COLORS, FONT, Footer, MailDocument, Masthead, Row } from './parts'
import { blocks, linkLine, wrap } from './text'

export interface ClaimMailProps {
  siteName: string
  outcome: 'granted' | 'refused' | 'final'
  /** As the paper names them. */
  author: string
  paperTitle: string
  /** A moderator wrote it. */
  reason: string
  url: string
  postalAddress?: string | undefined
}

export const claimSubject = (props: ClaimMailProps) => `${WORDS[props.outcome].heading}: ${props.paperTitle}`

export function ClaimMail(props: ClaimMailProps) {
  const { siteName, outcome, author, paperTitle, reason, url, postalAddress } = props
  const { heading, next, button } = WORDS[outcome]
  return (
    <MailDocument subject={claimSubject(props)} preheader={reason}>
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>{heading}</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0', font: `16px/26px ${FONT}` }}>
        <p className="soft" style={{ margin: '0 0 14px', color: COLORS.soft }}>
          As {author}, on “{paperTitle}”
        </p>
        <p style={{ margin: '0 0 14px' }}>The moderator’s reason: {reason}</p>
        <p style={{ margin: '0 0 14px' }}>{next}</p>
        <p style={{ margin: '6px 0 0' }}>
          <Button href={url}>{button}</Button>
        </p>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>{WHY}</p>
      </Footer>
    </MailDocument>
  )
}

export function claimText(props: ClaimMailProps): string {
  const { siteName, outcome, author, paperTitle, reason, url, postalAddress } = props
  const { heading, next, button } = WORDS[outcome]
  return blocks(
    wrap(`${heading} at ${siteName}.`),
    wrap(`As ${author}, on “${paperTitle}”`),
    wrap(`The moderator’s reason: ${reason}`),
    wrap(next),
    linkLine(`${button}:`, url),
    wrap(WHY),
    postalAddress && wrap(postalAddress),
  )
}

const WORDS = {
  granted: {
    heading: 'You are known as an author',
    next: 'You can add code, a project page, a note and a picture to the paper.',
    button: 'Add to your paper',
  },
  refused: {
    heading: 'Your claim was refused',
    next: 'You can ask once that another moderator looks at it.',
    button: 'Read and appeal',
  },
  final: {
    heading: 'Your appeal was refused',
    next: 'It was decided by another moderator, and stays so.',
    button: 'Your papers',
  },
} as const

const WHY =
  'You get this mail because you said to be an author of this paper. No other comes of it but of another decision.'
