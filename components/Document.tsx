import type { ReactNode } from 'react'
import type { Display } from '@/lib/http/display'
import { Footer, type Twins } from './Footer'
import { type Found, FoundBy } from './FoundBy'
import { Header } from './Header'

export interface DocumentProps {
  title: string
  siteName: string
  description?: string | undefined
  canonicalUrl?: string | undefined
  twins: Twins | null
  noindex: boolean
  assets: { style: string; talk: string; script: string; door?: string | undefined } | null
  /** People talk here. */
  talk?: boolean | undefined
  /** It has the script of doors instead of the one of lists. */
  door?: boolean | undefined
  /** What stands in the search box; null: no box, and no other form. */
  query: string | null
  /** The path of this page, for the mark on its link. */
  here: string
  /** What link previews, indexes and search engines are told beyond the title. */
  found?: Found | undefined
  /** The address of this page, its query included, to come back to. */
  back: string
  /** Only the bundled sample is there: say so. */
  sampleOnly: boolean
  display: Display
  children: ReactNode
}

/** Pages that are forms for an address, or for what was subscribed: a second one below would only confuse. */
const FORMS = /^\/(sign-in|sign-out|settings|subscribe|subscriptions)(\/|$)/

/** The whole document: head, skip link, header, main, footer. No inline script or style, so that the policy can forbid them. */
export function Document({ title, siteName, twins, assets, ...page }: DocumentProps) {
  return (
    <html lang="en" data-theme={page.display.theme ?? undefined}>
      {/* biome-ignore lint/style/noHeadElement: this is the document itself; no framework puts a head around it */}
      <head>
        <meta charSet="utf-8" />
        <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={schemeOf(page.display)} />
        {page.description && <meta name="description" content={page.description} />}
        {page.noindex && <meta name="robots" content="noindex" />}
        {page.canonicalUrl && <link rel="canonical" href={page.canonicalUrl} />}
        {page.canonicalUrl && (
          <FoundBy
            title={title}
            siteName={siteName}
            description={page.description}
            url={page.canonicalUrl}
            found={page.found}
          />
        )}
        {assets && <link rel="stylesheet" href={assets.style} />}
        {assets && page.talk && <link rel="stylesheet" href={assets.talk} />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icons/apple-180.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {twins && <link rel="alternate" type="application/rss+xml" title={`${title} (RSS)`} href={twins.rss} />}
        {twins && <link rel="alternate" type="application/atom+xml" title={`${title} (Atom)`} href={twins.atom} />}
        {twins && <link rel="alternate" type="application/feed+json" title={`${title} (JSON)`} href={twins.json} />}
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Header siteName={siteName} query={page.query} here={page.here} />
        {page.sampleOnly && <SampleNotice />}
        <main id="main" tabIndex={-1}>
          {page.children}
        </main>
        <Footer
          siteName={siteName}
          twins={twins}
          subscribe={!FORMS.test(page.here)}
          display={page.query === null ? null : page.display}
          back={page.back}
        />
        {assets && <script src={(page.door && assets.door) || assets.script} async defer onLoad={staysHere} />}
      </body>
    </html>
  )
}

/** Never called: React moves a script without it to the head, where it is asked for, and runs, before the first paint (0054). */
const staysHere = () => {}

/** What the browser paints before the style sheet is there, and its own controls. */
const schemeOf = ({ theme }: Display) => (theme === 'light' || theme === 'dark' ? theme : 'light dark')

function SampleNotice() {
  return (
    <p className="sample-notice" role="note">
      <strong>Sample papers.</strong> arXiv could not be reached yet, so these are the papers that come with the
      program. What arXiv announces joins them as soon as it answers.
    </p>
  )
}
