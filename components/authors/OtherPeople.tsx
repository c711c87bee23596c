import type { AuthorProfile, OtherPerson } from '@/lib/papers/author-profile'
import { paths } from '@/lib/paths'

interface OtherPeopleProps extends Pick<AuthorProfile, 'circles' | 'others'> {
  name: string
}

/** For a reader who means somebody else: fields that may be different people of one name, and people of a similar name. */
export function OtherPeople({ name, circles, others }: OtherPeopleProps) {
  if (circles.length < 2 && others.length === 0) return null
  return (
    <details className="others" open={circles.length > 1 && others.length > 0}>
      <summary>Not the one you mean?</summary>
      {circles.length > 1 && (
        <>
          <p>No co-author ties these fields together, so they may be different people of this name:</p>
          <ul>
            {circles.map(({ archives, papers }) => (
              <li key={archives.join()}>
                <a href={paths.author(name, [...archives].sort())}>
                  {name} in {archives.join(', ')}
                </a>{' '}
                ({counted(papers)})
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <p>These names are kept apart from this one, since they may be other people&rsquo;s:</p>
          <ul>
            {others.map((person) => (
              <li key={person.name}>
                <a href={paths.author(person.name)}>{person.name}</a>: {described(person)}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

function described({ papers, archives, sharedCoAuthors }: OtherPerson): string {
  const shared = sharedCoAuthors === 1 ? 'one co-author' : `${sharedCoAuthors} co-authors`
  const tie = sharedCoAuthors > 0 ? `, ${shared} in common` : ', no co-author in common'
  return `${counted(papers)} in ${archives.join(', ')}${tie}`
}

const counted = (papers: number) => (papers === 1 ? '1 paper' : `${papers} papers`)
