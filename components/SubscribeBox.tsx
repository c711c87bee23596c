import { paths } from '@/lib/paths'

/** The digest of what is trending, offered on every page. Its form is a page that is never kept: each has a stamp of its own. */
export function SubscribeBox() {
  return (
    <p className="by-email">
      <a className="button" href={paths.subscribe}>
        The day’s papers, by email
      </a>
    </p>
  )
}
