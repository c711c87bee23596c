import { paths } from '@/lib/paths'
import type { ListedPaper } from './listed-paper'

interface VoteFormProps {
  paper: Pick<ListedPaper, 'id' | 'title' | 'votes' | 'voted'>
  /** Where the vote comes back to. */
  back: string
}

/** Upvotes, or takes the upvote back. Posts without script; with it (page-script.ts), the count changes in place. */
export function VoteForm({ paper: { id, title, votes, voted }, back }: VoteFormProps) {
  return (
    <form className="vote" method="post" action={voted ? paths.unvote(id) : paths.vote(id)}>
      <input type="hidden" name="back" value={back} />
      <button type="submit" aria-label={`Upvote ${title}`} aria-pressed={voted}>
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <path d="M8 3 14.5 12.5H1.5Z" />
        </svg>
      </button>
      <span className="count">
        <span>{votes}</span>
        <span className="unseen"> {votes === 1 ? 'vote' : 'votes'}</span>
      </span>
    </form>
  )
}
