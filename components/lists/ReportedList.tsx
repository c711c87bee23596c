import type { ReportedOne } from '@/lib/community/moderation/queue-lists'
import { paths } from '@/lib/paths'
import { ModerationForm } from '../community/ModerationForm'
import { Reports } from '../community/Reports'

/** A list that moderators are asked to look at, with what they can do. */
export function ReportedList({ id, listKey, name, description, by, isHidden, notes, reports }: ReportedOne) {
  const form = (act: string, label: string) => (
    <ModerationForm act={act} label={label} back={paths.moderation} about={{ list: id }} />
  )
  return (
    <>
      <p>
        <strong>{by ?? 'Somebody'}</strong>: <a href={paths.list(listKey)}>{name}</a>
        {isHidden && ' (hidden)'}
      </p>
      {[...new Set([description ?? '', ...notes])].map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Reports reports={reports} />
      {form(isHidden ? 'show-list' : 'hide-list', isHidden ? 'Show it again' : 'Hide the list')}
      {form('dismiss-list', 'Nothing is wrong with it')}
      {form('ban-keeper', 'Ban who keeps it')}
    </>
  )
}
