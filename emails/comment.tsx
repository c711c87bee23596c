import { Button, COLORS, FONT, Footer, MailDocument, Masthead, Row, TextLink } from './parts'
import { blocks, linkLine, wrap } from './text'

export interface CommentMailProps {
  siteName: string
  /** Of the reader's own comment; false: they were called by name. */
  isAnswer: boolean
  author: string
  paperTitle: string
  /** Paragraphs; a stranger wrote them. */
  text: string[]
  url: string
  stop?: { oneClickUrl: string; manageUrl: string } | undefined
  postalAddress?: string | undefined
}

export const commentSubject = (props: CommentMailProps) => `${whatHappened(props)}: ${props.paperTitle}`

export function CommentMail(props: CommentMailProps) {
  const { siteName, paperTitle, text, url, stop, postalAddress } = props
  return (
    <MailDocument subject={commentSubject(props)} preheader={text[0] ?? ''}>
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>{whatHappened(props)}</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0', font: `16px/26px ${FONT}` }}>
        <p className="soft" style={{ margin: '0 0 14px', color: COLORS.soft }}>
          On “{paperTitle}”
        </p>
        {text.map((paragraph, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of a mail never change places
          <p key={at} style={{ margin: '0 0 14px' }}>
            {paragraph}
          </p>
        ))}
        <p style={{ margin: '6px 0 0' }}>
          <Button href={url}>Read and answer</Button>
        </p>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>{WHY}</p>
        {stop ? (
          <p style={{ margin: '8px 0 0' }}>
            <TextLink href={stop.oneClickUrl}>Stop such mails</TextLink>
            {' · '}
            <TextLink href={stop.manageUrl}>Settings</TextLink>
          </p>
        ) : null}
      </Footer>
    </MailDocument>
  )
}

export function commentText(props: CommentMailProps) {
  const { siteName, paperTitle, text, url, stop, postalAddress } = props
  return blocks(
    wrap(`${whatHappened(props)} at ${siteName}, on “${paperTitle}”:`),
    ...text.map((paragraph) => wrap(paragraph, '> ')),
    linkLine('Read and answer:', url),
    wrap(WHY),
    stop && [linkLine('Stop such mails:', stop.oneClickUrl), linkLine('Settings:', stop.manageUrl)].join('\n'),
    postalAddress && wrap(postalAddress),
  )
}

const whatHappened = ({ isAnswer, author }: Pick<CommentMailProps, 'isAnswer' | 'author'>) =>
  isAnswer ? `${author} answered you` : `${author} mentioned you`

const WHY = 'You get one mail for each comment that answers you or calls you by name. It holds no tracking.'
