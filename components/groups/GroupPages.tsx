import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Fault } from '../Field'
import { Prose } from '../Prose'
import { PublicNameField } from '../PublicNameField'

interface GroupsPageProps {
  mine: readonly { name: string }[]
  open: readonly { name: string; invite: string }[]
  /** On a site for few: a group can be for all of it. */
  canBeOpen: boolean
  typed?: { name?: string | undefined } | undefined
  fault?: string | undefined
}

/** The groups of a reader, and the form that makes one. */
export function GroupsPage({ mine, open, canBeOpen, typed = {}, fault }: GroupsPageProps) {
  return (
    <Prose title="Your groups">
      <p>
        Members of a group show each other what they vote for: a page of each week, feeds, and a digest of what your lab
        voted for. They are invited by a link.
      </p>
      {mine.length > 0 && (
        <ul className="rows">
          {mine.map(({ name }) => (
            <li key={name}>
              <a href={paths.group(name)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <>
          <h2>Open to everybody here</h2>
          <ul className="rows">
            {open.map(({ name, invite }) => (
              <li key={name}>
                <a href={paths.joinGroup(invite)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Another group</h2>
      <form method="post" action={paths.groups} className="stack">
        <PublicNameField label="Name" typed={typed.name} fault={fault} autoComplete="off" />
        <Agreement />
        {canBeOpen && (
          <p className="field">
            <label>
              <input type="checkbox" name="open" value="yes" /> Everybody who belongs to this site may join
            </label>
          </p>
        )}
        <Button>Make it</Button>
      </form>
    </Prose>
  )
}

/** What joining means, before somebody does. */
export function JoinPage({ name, invite, fault }: { name: string; invite: string; fault?: string | undefined }) {
  return (
    <Prose title={`Join ${name}?`}>
      <p>
        Members of {name} see, from when you join, how many of them voted for a paper, you among them. Nobody else does,
        and you can leave at any time; then your votes are shown there no more.
      </p>
      <form method="post" action={paths.joinGroup(invite)} className="stack">
        <Agreement />
        {fault && <Fault of="agree">{fault}</Fault>}
        <Button>Join</Button>
      </form>
    </Prose>
  )
}

function Agreement() {
  return (
    <>
      <p className="field">
        <label>
          <input type="checkbox" id="agree" name="agree" value="yes" required /> What I vote for from now on is counted
          there
        </label>
      </p>
      <p className="field">
        <label>
          <input type="checkbox" name="names" value="yes" /> With my name beside it, if I have one
        </label>
      </p>
    </>
  )
}
