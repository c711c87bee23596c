import type { CSSProperties, ReactNode } from 'react'

/**
 * What all mails share: one column of 600 pixels in a table, system fonts, nothing to fetch. Inline styles are the base that
 * every program shows; the style element adds the dark colours and narrow screens where programs read it.
 */
export const FONT = "Georgia,'Times New Roman',serif"
export const SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
export const COLORS = {
  page: '#f3f0e9',
  sheet: '#fffdf8',
  ink: '#22201c',
  soft: '#625d54',
  line: '#ddd6c8',
  link: '#8a1f11',
}

const STYLES = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{text-decoration-thickness:1px;text-underline-offset:3px}
@media(max-width:640px){.sheet{padding-left:20px!important;padding-right:20px!important}}
@media(prefers-color-scheme:dark){
.page{background:#151412!important}
.sheet{background:#1d1b18!important}
.ink,.title{color:#ece7dc!important}
.soft{color:#aaa294!important}
.link,.why{color:#f0a08f!important}
.line{border-color:#3b372f!important}
.button{background:#f0a08f!important;color:#1d1b18!important}
}`

/** Follows the preheader, so that programs do not fill their preview line with what comes next. */
const PREHEADER_PADDING = '\u034f\u200c\u00a0'.repeat(60)

export interface MailDocumentProps {
  subject: string
  /** The line that lists of mails show after the subject. */
  preheader: string
  children: ReactNode
}

export function MailDocument({ subject, preheader, children }: MailDocumentProps) {
  return (
    <html lang="en" dir="ltr">
      {/* biome-ignore lint/style/noHeadElement: a mail is a document of its own, Next.js has no part in it */}
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{STYLES}</style>
      </head>
      <body className="page" style={{ margin: 0, padding: 0, background: COLORS.page }}>
        <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>
          {preheader}
          {PREHEADER_PADDING}
        </div>
        <table
          role="presentation"
          className="page"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          border={0}
          style={{ background: COLORS.page }}
        >
          <tbody>
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  width={600}
                  cellPadding={0}
                  cellSpacing={0}
                  border={0}
                  style={{ width: '100%', maxWidth: 600 }}
                >
                  <tbody>{children}</tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

/** A row of the column. */
export function Row({ children, style }: { children: ReactNode; style?: CSSProperties }) {
  return (
    <tr>
      <td
        className="sheet ink"
        style={{ padding: '0 32px', background: COLORS.sheet, color: COLORS.ink, fontFamily: FONT, ...style }}
      >
        {children}
      </td>
    </tr>
  )
}

/** The name of the paper, as newspapers set it. */
export function Masthead({ siteName, children }: { siteName: string; children?: ReactNode }) {
  return (
    <Row style={{ padding: '28px 32px 0' }}>
      <p
        className="soft"
        style={{
          margin: 0,
          font: `600 13px/20px ${SANS}`,
          letterSpacing: '0.08em',
          textTransform: 'uppercase',
          color: COLORS.soft,
        }}
      >
        {siteName}
      </p>
      {children}
    </Row>
  )
}

export function Button({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="button"
      href={href}
      style={{
        display: 'inline-block',
        padding: '12px 22px',
        borderRadius: 6,
        background: COLORS.link,
        color: '#fffdf8',
        font: `600 16px/24px ${SANS}`,
        textDecoration: 'none',
      }}
    >
      {children}
    </a>
  )
}

/** Why this mail came, and the sender's postal address where there is one. */
export function Footer({ children, postalAddress }: { children: ReactNode; postalAddress?: string | undefined }) {
  return (
    <Row style={{ padding: '20px 32px 32px' }}>
      <div
        className="soft line"
        style={{ borderTop: `1px solid ${COLORS.line}`, paddingTop: 16, font: `14px/22px ${SANS}`, color: COLORS.soft }}
      >
        {children}
        {postalAddress ? <p style={{ margin: '8px 0 0' }}>{postalAddress}</p> : null}
      </div>
    </Row>
  )
}

export function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <a className="link" href={href} style={{ color: COLORS.link }}>
      {children}
    </a>
  )
}

/** The ways out of a subscription. */
export function ReaderLinks({ links }: { links: ReaderLinkProps | undefined }) {
  if (!links) return null
  return (
    <>
      <TextLink href={links.manageUrl}>Settings</TextLink>
      {' · '}
      <TextLink href={links.pauseUrl}>Pause</TextLink>
      {' · '}
      <TextLink href={links.unsubscribeUrl}>Unsubscribe</TextLink>
    </>
  )
}

export interface ReaderLinkProps {
  unsubscribeUrl: string
  pauseUrl: string
  manageUrl: string
}
