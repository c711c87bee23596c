import type { Display } from '@/lib/http/display'
import { paths } from '@/lib/paths'
import { DisplayForm } from './DisplayForm'
import { KeysDialog } from './keys/KeysDialog'
import { SubscribeBox } from './SubscribeBox'

/** The addresses of a list as a feed. */
export interface Twins {
  rss: string
  atom: string
  json: string
}

interface FooterProps {
  siteName: string
  twins: Twins | null
  /** The digest is offered; not where the page is a form itself. */
  subscribe: boolean
  /** Null: a page that must hold no form at all. */
  display: Display | null
  /** The page's own address, to come back to. */
  back: string
}

/** Ways to keep reading, what this is, and the thanks that arXiv asks for. */
export function Footer({ siteName, twins, subscribe, display, back }: FooterProps) {
  return (
    <footer className="colophon">
      {subscribe && <SubscribeBox />}
      {display && <DisplayForm display={display} back={back} />}
      <nav aria-label="About this site">
        <a href={paths.categories}>All categories</a>
        <a href={paths.picks}>Curators’ picks</a>
        <a href={paths.submit}>Submit a paper</a>
        <a href={paths.submissions}>Submitted papers</a>
        <a href={paths.digests}>Past digests</a>
        <a href={paths.aboutRanking}>How papers are ranked</a>
        <a href={paths.aboutFreshness}>How fresh this is</a>
        <a href={paths.aboutPrivacy}>Privacy</a>
        <a href={paths.aboutCommunity}>The community</a>
        <a href={paths.aboutKeys}>Keys</a>
        {twins && (
          <span>
            This list as <a href={twins.rss}>RSS</a>, <a href={twins.atom}>Atom</a>, <a href={twins.json}>JSON</a>
          </span>
        )}
      </nav>
      <p>
        Thank you to arXiv for use of its open access interoperability. {siteName} is an independent service; it was
        neither reviewed nor approved by, nor does it necessarily express or reflect the policies or opinions of, arXiv.
      </p>
      <button type="button" id="keys" hidden />
      <p id="status" role="status" className="unseen" />
      {display && <KeysDialog />}
    </footer>
  )
}
