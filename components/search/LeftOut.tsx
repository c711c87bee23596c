import { paths } from '@/lib/paths'

export interface Note {
  text: string
  reason: string
}

const AND = new Intl.ListFormat('en-GB')

/** What of a search was left out: each reason once, with all that it is about. */
export function LeftOut({ notes }: { notes: readonly Note[] }) {
  return (
    <p className="ignored">
      Left out:{' '}
      {[...byReason(notes)].map(([reason, texts], at) => (
        <span key={reason}>
          {at > 0 && '; '}
          {AND.formatToParts(texts).map(({ type, value }) => (type === 'element' ? <q key={value}>{value}</q> : value))}{' '}
          ({reason})
        </span>
      ))}
      . <a href={paths.aboutSearch}>How to search</a>
    </p>
  )
}

function byReason(notes: readonly Note[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { text, reason } of notes) groups.set(reason, [...(groups.get(reason) ?? []), text])
  return groups
}
