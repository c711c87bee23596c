import type { TextRule } from '@/lib/community/moderation/stands'
import { paths } from '@/lib/paths'

interface CommunityPageProps {
  acts: { act: string; roles: readonly string[]; staysWhenBanned: boolean }[]
  limits: { chars: number; anHour: number; anHourWhenNew: number; newForHours: number }
  rules: readonly TextRule[]
}

/** Who may do what, and the rules for whoever takes part. */
export function CommunityPage({ acts, limits, rules }: CommunityPageProps) {
  return (
    <section className="prose talk">
      <h1>The community</h1>
      <p>
        Readers vote and talk under a name of their choice; curators pick, moderators answer reports. Admins name both.
        What moderators do, and why, stands in the <a href={paths.moderationLog}>public log</a>. Nobody is banned
        without being told: who is may still read, take what is theirs along, and leave.
      </p>
      <h2>Rules</h2>
      <ul>
        <li>
          A comment holds {limits.chars} characters; a reader writes {limits.anHour} an hour at most.
        </li>
        {limits.newForHours > 0 && (
          <li>
            An account younger than {limits.newForHours} hours writes {limits.anHourWhenNew} an hour, and posts no
            links.
          </li>
        )}
        {rules.map(({ kind, value, reason }) => (
          <li key={`${kind} ${value}`}>
            Not the {kind} “{value}”: {reason}
          </li>
        ))}
      </ul>
      <h2>Who may do what</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Act</th>
            <th scope="col">Who</th>
            <th scope="col">Also when banned</th>
          </tr>
        </thead>
        <tbody>
          {acts.map(({ act, roles, staysWhenBanned }) => (
            <tr key={act}>
              <th scope="row">{act.replaceAll('-', ' ')}</th>
              <td>{inWords(roles)}</td>
              <td>{staysWhenBanned ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Whoever is signed in is a reader, whatever else they are. */
function inWords(roles: readonly string[]): string {
  if (roles.includes('visitor')) return 'everybody'
  return roles.includes('reader') ? 'readers' : roles.map((role) => `${role}s`).join(', ')
}
