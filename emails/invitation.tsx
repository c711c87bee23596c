import { Button, COLORS, FONT, Footer, MailDocument, Masthead, Row, SANS } from './parts'
import { blocks, linkLine, wrap } from './text'

export interface InvitationProps {
  siteName: string
  url: string
  days: number
  postalAddress?: string | undefined
}

export const invitationSubject = ({ siteName }: InvitationProps) => `You are invited to ${siteName}`

const WHAT =
  'It is a front page of new research papers, for invited readers only: lists, search, votes and digests by mail.'
const how = (days: number) =>
  `The link is good for ${days} days, for this address. It asks us to mail you a code; with the code you are in.`
const MISTAKE =
  'Do you not know what this is? Then somebody typed your address by mistake, and you can forget this mail. Nothing more comes.'

export function Invitation(props: InvitationProps) {
  const { siteName, url, days, postalAddress } = props
  return (
    <MailDocument subject={invitationSubject(props)} preheader={WHAT}>
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>You are invited</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0' }}>
        <p style={{ margin: '0 0 10px', font: `16px/26px ${FONT}` }}>{WHAT}</p>
        <p style={{ margin: '0 0 18px', font: `16px/26px ${FONT}` }}>{how(days)}</p>
        <Button href={url}>Come in</Button>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>{MISTAKE}</p>
        <p
          className="soft"
          style={{ margin: '8px 0 0', font: `13px/20px ${SANS}`, color: COLORS.soft, wordBreak: 'break-all' }}
        >
          {url}
        </p>
      </Footer>
    </MailDocument>
  )
}

export function invitationText({ siteName, url, days, postalAddress }: InvitationProps): string {
  return blocks(
    wrap(`You are invited to ${siteName}.`),
    wrap(WHAT),
    wrap(how(days)),
    linkLine('Come in:', url),
    wrap(MISTAKE),
    postalAddress && wrap(postalAddress),
  )
}
