import { paths } from '@/lib/paths'

/** What went wrong, in plain words, and where to go from here. */
export function ProblemPage({ title, detail }: { title: string; detail: string }) {
  return (
    <section className="problem">
      <h1>{title}</h1>
      <p>{detail}</p>
      <ul className="ways-on">
        <li>
          <a href={paths.trending}>Trending papers</a>
        </li>
        <li>
          <a href={paths.newest}>Newest papers</a>
        </li>
        <li>
          <a href={paths.search()}>Search</a>
        </li>
      </ul>
    </section>
  )
}
