import { paths } from '@/lib/paths'
import { Personal } from './Personal'

interface HeaderProps {
  siteName: string
  /** What stands in the search box; null: no box. */
  query: string | null
  here: string
}

/** Nameplate, ways in, search, and who is signed in. */
export function Header({ siteName, query, here }: HeaderProps) {
  return (
    <header className={query || here === paths.search() ? 'masthead searching' : 'masthead'}>
      <a className="nameplate" href={paths.trending}>
        {siteName}
      </a>
      <nav aria-label="Lists">
        <NavLink href={paths.trending} here={here}>
          Trending
        </NavLink>
        <NavLink href={paths.latestDay} here={here.startsWith('/papers/date/') ? paths.latestDay : here}>
          By day
        </NavLink>
        <NavLink href={paths.newest} here={here}>
          New
        </NavLink>
        {query !== null && (
          <a href={paths.search()} className="to-search">
            Search
          </a>
        )}
        {query !== null && (
          <a href="#display" className="aside">
            Aa<span className="unseen">: theme and density</span>
          </a>
        )}
      </nav>
      {query !== null && <SearchBox query={query} />}
      <div className="account">
        <Personal mark="reader" no={<a href={paths.signIn}>Sign in</a>} yes={<SignedIn />} />
      </div>
    </header>
  )
}

function SearchBox({ query }: { query: string }) {
  return (
    <search>
      <form action={paths.search()} method="get">
        <input
          type="search"
          name="q"
          defaultValue={query}
          aria-label="Search papers"
          placeholder="Words or arXiv id"
          maxLength={500}
          autoComplete="off"
        />
        <button type="submit">Search</button>
      </form>
    </search>
  )
}

function NavLink({ href, here, children }: { href: string; here: string; children: string }) {
  return (
    <a href={href} aria-current={href === here ? 'page' : undefined}>
      {children}
    </a>
  )
}

function SignedIn() {
  return (
    <>
      <a href={paths.readingList}>Reading list</a>
      <a href={paths.settings}>Settings</a>
      <form method="post" action={paths.signOut}>
        <button type="submit">Sign out</button>
      </form>
    </>
  )
}
