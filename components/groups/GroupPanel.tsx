import { absolute, paths } from '@/lib/paths'
import type { ShownGroup } from '@/lib/views/groups'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { PublicNameField } from '../PublicNameField'

/** Who is in a group, and the ways in and out. @param me the member who reads it */
export function GroupPanel({ group: { name, invite, members }, me }: { group: ShownGroup; me: string }) {
  const keeps = members.some((member) => member.readerId === me && member.keeps)
  return (
    <>
      <p className="hint">
        Only members see this page. {members.length === 1 ? 'One member' : `${members.length} members`}
        {namesOf(members)}. Votes count from when their member joined.
      </p>
      <details>
        <summary>Members, invitation, leaving</summary>
        <div className="prose">
          {keeps && (
            <>
              <p>
                Whoever has this link can join: <code>{absolute(paths.joinGroup(invite))}</code>
              </p>
              <GroupAct name={name} act="renew">
                Make another link: this one ends
              </GroupAct>
              <RenameForm name={name} />
              <ul className="rows">
                {members.map((member, place) => (
                  <li key={member.readerId}>
                    <p>
                      {member.name ?? `Member ${place + 1}, who shows no name`}
                      {member.keeps && ', keeps the group'}
                    </p>
                    {member.readerId !== me && (
                      <GroupAct name={name} act="leave" member={member.readerId}>
                        Take out
                      </GroupAct>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          <GroupAct name={name} act="leave" member={me}>
            Leave the group
          </GroupAct>
        </div>
      </details>
    </>
  )
}

/** Who shows a name, and how many do not; nothing where nobody does. */
function namesOf(members: ShownGroup['members']): string {
  const named = members.flatMap(({ name }) => name ?? [])
  if (named.length === 0) return ''
  const others = members.length - named.length
  return `: ${named.join(', ')}${others === 0 ? '' : ` and ${others === 1 ? 'one who shows' : `${others} who show`} no name`}`
}

interface RenameFormProps {
  name: string
  /** What was typed, and what is wrong with it. */
  typed?: string | undefined
  fault?: string | undefined
}

function RenameForm({ name, typed = name, fault }: RenameFormProps) {
  return (
    <form method="post" action={paths.group(name)} className="stack">
      <PublicNameField
        label="Another name"
        hint="Digests go on under it. Bookmarks and feeds of the old name end."
        typed={typed}
        fault={fault}
        autoComplete="off"
      />
      <Button kind="quiet" name="act" value="rename">
        Change the name
      </Button>
    </form>
  )
}

/** What was wrong with the other name of a group, and the form again. */
export function RenamePage(form: RenameFormProps) {
  return (
    <Prose title="Rename a group">
      <RenameForm {...form} />
      <p>
        <a href={paths.group(form.name)}>Back to the group</a>
      </p>
    </Prose>
  )
}

interface GroupActProps {
  name: string
  act: string
  member?: string
  children: string
}

function GroupAct({ name, act, member, children }: GroupActProps) {
  return (
    <form method="post" action={paths.group(name)}>
      {member && <input type="hidden" name="member" value={member} />}
      <Button kind="quiet" name="act" value={act}>
        {children}
      </Button>
    </form>
  )
}
