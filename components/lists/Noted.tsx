import { paths } from '@/lib/paths'
import type { ListedPaper } from '../listed-paper'

/** What the list says of a paper, and where its reader changes that. */
export function Noted({ paper: { id, noted, isTheirs } }: { paper: ListedPaper }) {
  if (!noted && !isTheirs) return null
  return (
    <p>
      {noted} {isTheirs && <a href={paths.listed(id)}>{noted ? 'Change' : 'Add a note or take it off'}</a>}
    </p>
  )
}
