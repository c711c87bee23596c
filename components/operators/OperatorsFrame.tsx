import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { Prose } from '../Prose'

/** A page of the operators, with the ways to the others. */
export function OperatorsFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Prose title={title}>
      <nav aria-label="Operators" className="ways-on">
        <a href={paths.admin}>Overview</a>
        <a href={paths.adminDigests}>Digests</a>
        <a href={paths.adminUnknown}>Undecided mails</a>
        <a href={paths.adminDomains}>Slow domains</a>
        <a href={paths.adminSuppressions}>Suppressed addresses</a>
        <a href={paths.adminPeople}>People</a>
        <a href={paths.adminInvitations}>Invitations</a>
        <a href={paths.adminMail}>Mail check</a>
        <a href={paths.moderation}>Moderation</a>
      </nav>
      {children}
    </Prose>
  )
}
