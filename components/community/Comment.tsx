import type { ShownComment } from '@/lib/community/comments/list-comments'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { Personal } from '../Personal'
import { ModerationForm } from './ModerationForm'

/** One comment, with what can be done with it. What was deleted or hidden says so in its place. */
export function Comment({ comment }: { comment: ShownComment }) {
  const { id, paperId, author, createdAt, editedAt, state, html, hiddenReason } = comment
  return (
    <article className="comment" id={`c-${id}`} aria-label={`Comment by ${author ?? 'somebody who left'}`}>
      <header>
        <strong>{state === 'deleted' || !author ? 'Somebody' : <a href={paths.person(author)}>{author}</a>}</strong>
        <a href={paths.comment(paperId, id)}>
          <Instant at={createdAt} />
        </a>
        {state === 'shown' && editedAt && (
          <a href={paths.commentAct(paperId, id, 'history')}>
            edited <Instant at={editedAt} />
          </a>
        )}
      </header>
      {state === 'deleted' && <p className="not-said">This comment was deleted by who wrote it.</p>}
      {state === 'hidden' && <p className="not-said">A moderator hid this comment: {hiddenReason}</p>}
      {state === 'shown' && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by lib/community/comments/render-comment.ts of escaped words
        <div className="said" dangerouslySetInnerHTML={{ __html: html }} />
      )}
      {state !== 'deleted' && <Ways comment={comment} />}
    </article>
  )
}

function Ways({ comment: { id, paperId, author, votes, state } }: { comment: ShownComment }) {
  return (
    <footer>
      {state === 'shown' && (
        <>
          <Personal
            mark={`wrote:${author ?? ''}`}
            no={<Vote {...{ id, paperId, votes, author }} />}
            yes={<span>{inVotes(votes)}</span>}
          />
          <a href={paths.comment(paperId, id)}>Answer</a>
        </>
      )}
      {state === 'shown' && <Personal mark="moderates" no={null} yes={<Moderate {...{ id, paperId, state }} />} />}
      <Personal
        mark={`wrote:${author ?? ''}`}
        no={
          state === 'shown' ? (
            <a href={paths.commentAct(paperId, id, 'report')}>Report</a>
          ) : (
            <Personal mark="moderates" no={null} yes={<Moderate {...{ id, paperId, state }} />} />
          )
        }
        yes={
          <>
            {state === 'shown' && <a href={paths.commentAct(paperId, id, 'edit')}>Edit</a>}
            <a href={paths.commentAct(paperId, id, 'delete')}>Delete</a>
          </>
        }
      />
    </footer>
  )
}

/** For moderators, where they read. Their own is shown again by another. */
function Moderate({ id, paperId, state }: Pick<ShownComment, 'id' | 'paperId' | 'state'>) {
  return (
    <ModerationForm
      act={state === 'hidden' ? 'show' : 'hide'}
      label={state === 'hidden' ? 'Show it again' : 'Hide'}
      back={paths.comment(paperId, id)}
      about={{ comment: id }}
    />
  )
}

type VoteProps = Pick<ShownComment, 'id' | 'paperId' | 'votes' | 'author'>

function Vote(props: VoteProps) {
  return (
    <Personal
      mark={`vote-comment:${props.id}`}
      no={<VoteButton {...props} isGiven={false} />}
      yes={<VoteButton {...props} isGiven />}
    />
  )
}

function VoteButton({ id, paperId, votes, author, isGiven }: VoteProps & { isGiven: boolean }) {
  return (
    <form method="post" action={paths.commentAct(paperId, id, isGiven ? 'unvote' : 'vote')}>
      <button
        type="submit"
        aria-pressed={isGiven}
        aria-label={`Upvote the comment of ${author ?? 'somebody'}, ${inVotes(votes)}`}
      >
        ▲ {inVotes(votes)}
      </button>
    </form>
  )
}

const inVotes = (votes: number) => (votes === 1 ? '1 vote' : `${votes} votes`)
