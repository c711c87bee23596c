import { Fragment } from 'react'
import type { AuthorProfile, Counted } from '@/lib/papers/author-profile'
import { paths } from '@/lib/paths'
import { Identities } from './Identities'
import { Narrowing } from './Narrowing'
import { OtherPeople } from './OtherPeople'

interface AuthorPanelProps {
  /** As in the address. */
  name: string
  /** What the reader narrowed to; empty: everything. */
  within: readonly string[]
  profile: AuthorProfile
  /** Where to get these papers by email. */
  subscribe: string
}

/** Who this may be: forms of the name, categories, co-authors, and the others who could be meant. */
export function AuthorPanel({ name, within, profile, subscribe }: AuthorPanelProps) {
  // Of nobody known, there is nothing to tell but who else may be meant.
  if (profile.papers === 0 && profile.identities.length === 0 && within.length === 0)
    return <OtherPeople name={name} circles={profile.circles} others={profile.others} />
  return (
    <div className="author">
      <p>
        {papersInWords(profile)}
        <Variants variants={profile.variants} />
        {profile.coAuthors.length > 0 && (
          <>
            {' '}
            With <CountedPeople people={profile.coAuthors.slice(0, SHOWN_BEFORE)} />.
          </>
        )}
      </p>
      <Identities identities={profile.identities} />
      {profile.isAmbiguous && (
        <p>
          <strong>This name may be that of several people.</strong> Papers under fuller forms of it are not in this
          list.
        </p>
      )}
      {profile.categories.length > 1 && <Narrowing name={name} within={within} categories={profile.categories} />}
      <p>
        <a href={subscribe}>Follow this author{within.length > 0 && ` within ${within.join(', ')}`} by email</a>, or
        with the feeds at the foot of this page.
      </p>
      <OtherPeople name={name} circles={profile.circles} others={profile.others} />
    </div>
  )
}

/** Of the co-authors; a name and a number each. */
const SHOWN_BEFORE = 6

function papersInWords({ papers, years }: AuthorProfile): string {
  const span = years && (years.first === years.last ? `of ${years.first}` : `from ${years.first} to ${years.last}`)
  return `${papers === 1 ? '1 paper' : `${papers} papers`}${span ? ` ${span}` : ''}.`
}

function Variants({ variants }: { variants: Counted[] }) {
  if (variants.length < 2) return null
  return <> Written {variants.map(({ name, papers }) => `${name} (${papers})`).join(', ')}.</>
}

function CountedPeople({ people }: { people: Counted[] }) {
  return people.map(({ name, papers }, place) => (
    <Fragment key={name}>
      {place > 0 && ', '}
      <a href={paths.author(name)}>{name}</a> ({papers})
    </Fragment>
  ))
}
