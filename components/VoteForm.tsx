import { paths } from '@/lib/paths'
import type { ListedPaper } from './listed-paper'
import { LiveNumber, Personal } from './Personal'

interface VoteFormProps {
  paper: Pick<ListedPaper, 'id' | 'votes'>
  /** Where the vote comes back to. */
  back: string
}

/** Upvotes, or takes the upvote back. Posts without script; with it (page-script.ts), the count changes in place. */
export function VoteForm({ paper, back }: VoteFormProps) {
  const form = (voted: boolean) => <OneForm paper={paper} back={back} voted={voted} />
  return <Personal mark={`vote:${paper.id}`} no={form(false)} yes={form(true)} />
}

function OneForm({ paper: { id, votes }, back, voted }: VoteFormProps & { voted: boolean }) {
  return (
    <form className="vote" method="post" action={voted ? paths.unvote(id) : paths.vote(id)}>
      <input type="hidden" name="back" value={back} />
      <button type="submit" aria-label="Upvote" aria-pressed={voted} aria-describedby={`title-${id}`}>
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <path d="M8 3 14.5 12.5H1.5Z" />
        </svg>
      </button>
      <span className="count">
        <span>
          <LiveNumber of={`votes:${id}`} now={votes} />
        </span>
        <span className="unseen">
          {' '}
          <LiveNumber of={`votes:${id}`} now={votes} words={['vote', 'votes']} />
        </span>
      </span>
    </form>
  )
}
