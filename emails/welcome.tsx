import { COLORS, FONT, Footer, MailDocument, Masthead, type ReaderLinkProps, ReaderLinks, Row } from './parts'
import { blocks, readerLinks, wrap } from './text'

export interface WelcomeProps {
  siteName: string
  viewTitle: string
  viewUrl: string
  schedule: string
  first: string
  links?: ReaderLinkProps | undefined
  postalAddress?: string | undefined
}

export const welcomeSubject = ({ viewTitle }: WelcomeProps) => `You are subscribed: ${viewTitle}`

export function Welcome(props: WelcomeProps) {
  const { siteName, viewTitle, viewUrl, schedule, first, links, postalAddress } = props
  return (
    <MailDocument subject={welcomeSubject(props)} preheader={`The first one comes ${first}, if there is news by then.`}>
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>You are subscribed</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0', font: `16px/26px ${FONT}` }}>
        <p style={{ margin: '0 0 14px' }}>
          <a className="link" href={viewUrl} style={{ color: COLORS.link, fontWeight: 'bold' }}>
            {viewTitle}
          </a>
          , {schedule}.
        </p>
        <p style={{ margin: '0 0 14px' }}>
          The first one comes {first}. {QUIET}
        </p>
        {links ? (
          <p style={{ margin: 0 }}>
            Changed your mind? <ReaderLinks links={links} />
          </p>
        ) : null}
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>{WHY}</p>
      </Footer>
    </MailDocument>
  )
}

export function welcomeText({ siteName, viewTitle, viewUrl, schedule, first, links, postalAddress }: WelcomeProps) {
  return blocks(
    wrap(`You are subscribed at ${siteName}.`),
    `${wrap(`${viewTitle}, ${schedule}.`)}\n${viewUrl}`,
    wrap(`The first one comes ${first}. ${QUIET}`),
    links && readerLinks(links),
    wrap(WHY),
    postalAddress && wrap(postalAddress),
  )
}

const QUIET = 'On a day without news no mail comes, and no paper comes twice.'
const WHY =
  'You get this mail because you confirmed a subscription. These mails hold no tracking and ask no server for anything when you open them.'
