import type { ShownComment } from '@/lib/community/comments/list-comments'
import { paths } from '@/lib/paths'
import { Personal } from '../Personal'
import { CommentBox } from './CommentForm'
import { LockForm } from './ModerationForm'
import { Thread } from './Thread'

interface DiscussionProps {
  paperId: string
  comments: readonly ShownComment[]
  /** Those of the thread that stand before and after these. */
  before: number
  left: number
  /** Why nothing can be added; null: it can. */
  locked: string | null
}

/** What readers say about a paper, and the form to say something. */
export function Discussion({ paperId, comments, before, left, locked }: DiscussionProps) {
  return (
    <section className="talk" aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      {comments.length === 0 && <p>Nobody said anything yet.</p>}
      <Thread comments={comments} />
      {left > 0 && (
        <p>
          <a href={paths.commentsFrom(paperId, before + comments.length)}>
            {left === 1 ? 'One more comment' : `${left} more comments`}
          </a>
        </p>
      )}
      {locked === null ? (
        // A page of its own: a way back keeps no fragment, and would end above the paper.
        <CommentBox paperId={paperId} back={paths.comments(paperId)} />
      ) : (
        <p>A moderator closed this thread: {locked}</p>
      )}
      <Personal mark="moderates" no={null} yes={<LockForm paperId={paperId} isLocked={locked !== null} />} />
    </section>
  )
}
