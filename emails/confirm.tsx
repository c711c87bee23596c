import { Button, COLORS, FONT, Footer, MailDocument, Masthead, Row, SANS } from './parts'
import { blocks, linkLine, wrap } from './text'

export interface ConfirmProps {
  siteName: string
  confirmUrl: string
  viewTitle: string
  hour: number
  zone: string
  /** On which days, in words. */
  rhythm: string
  postalAddress?: string | undefined
}

export const confirmSubject = ({ siteName }: ConfirmProps) => `Please confirm your digest from ${siteName}`

export function Confirm(props: ConfirmProps) {
  const { siteName, confirmUrl, postalAddress } = props
  return (
    <MailDocument subject={confirmSubject(props)} preheader="One press on a button, and the first issue comes.">
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>Do you want this digest?</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0' }}>
        <p style={{ margin: '0 0 18px', font: `16px/26px ${FONT}` }}>
          <b>{props.viewTitle}</b>, {schedule(props)}. No mail comes before you confirm.
        </p>
        <Button href={confirmUrl}>Look and confirm</Button>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>{IGNORE}</p>
        <p
          className="soft"
          style={{ margin: '8px 0 0', font: `13px/20px ${SANS}`, color: COLORS.soft, wordBreak: 'break-all' }}
        >
          {confirmUrl}
        </p>
      </Footer>
    </MailDocument>
  )
}

export function confirmText(props: ConfirmProps): string {
  return blocks(
    wrap(`Do you want this digest from ${props.siteName}?`),
    wrap(`${props.viewTitle}, ${schedule(props)}. No mail comes before you confirm.`),
    linkLine('Look and confirm:', props.confirmUrl),
    wrap(IGNORE),
    props.postalAddress && wrap(props.postalAddress),
  )
}

const IGNORE =
  'Did you not ask for this? Then somebody typed your address by mistake. Do nothing, and nothing will be sent to you.'

const schedule = ({ rhythm, hour, zone }: ConfirmProps) =>
  `${rhythm} at ${String(hour).padStart(2, '0')}:00 (${zone.replaceAll('_', ' ')})`
