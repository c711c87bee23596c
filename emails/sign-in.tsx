import { Button, COLORS, FONT, Footer, MailDocument, Masthead, Row, SANS } from './parts'
import { blocks, linkLine, wrap } from './text'

export interface SignInProps {
  siteName: string
  code: string
  url: string
  minutes: number
  postalAddress?: string | undefined
}

export const signInSubject = ({ code, siteName }: SignInProps) => `${code} is your code for ${siteName}`

export function SignIn(props: SignInProps) {
  const { siteName, code, url, minutes, postalAddress } = props
  return (
    <MailDocument
      subject={signInSubject(props)}
      preheader={`Type it in the browser where you asked for it, within ${minutes} minutes.`}
    >
      <Masthead siteName={siteName}>
        <h1 style={{ margin: '6px 0 0', font: `bold 26px/34px ${FONT}` }}>Your code to sign in</h1>
      </Masthead>
      <Row style={{ padding: '14px 32px 0' }}>
        <p style={{ margin: 0, font: `bold 34px/48px ui-monospace,Menlo,Consolas,monospace`, letterSpacing: '0.1em' }}>
          {code}
        </p>
        <p style={{ margin: '10px 0 18px', font: `16px/26px ${FONT}` }}>
          Type it in the browser where you asked for it. Or, on the same device, press the button. Both work once, for{' '}
          {minutes} minutes.
        </p>
        <Button href={url}>Sign in to {siteName}</Button>
      </Row>
      <Footer postalAddress={postalAddress}>
        <p style={{ margin: 0 }}>
          Did you not ask for this? Then somebody typed your address by mistake and you can forget this mail. Give the
          code to nobody: we never ask for it.
        </p>
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

export function signInText({ siteName, code, url, minutes, postalAddress }: SignInProps): string {
  return blocks(
    wrap(`Your code to sign in to ${siteName}:`),
    `    ${code}`,
    wrap(`Type it in the browser where you asked for it. It works once, for ${minutes} minutes.`),
    linkLine('Or open this link in that same browser:', url),
    wrap(
      'Did you not ask for this? Then somebody typed your address by mistake and you can forget this mail. Give the code to nobody: we never ask for it.',
    ),
    postalAddress && wrap(postalAddress),
  )
}
