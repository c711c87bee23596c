import type { ReactNode } from 'react'
import type { ShownComment } from '@/lib/community/comments/list-comments'
import { Comment } from './Comment'

/** Answers stand further in up to here; below, side by side. */
const DEEPEST = 6

/** Comments in reading order, answers within what they answer. */
export function Thread({ comments }: { comments: readonly ShownComment[] }) {
  return <ol>{levelOf(comments, 0)}</ol>
}

function levelOf(comments: readonly ShownComment[], level: number): ReactNode {
  const starts = comments.flatMap(({ depth }, at) => (depth <= level || level === DEEPEST || at === 0 ? [at] : []))
  return starts.map((start, nth) => {
    const [comment, ...answers] = comments.slice(start, starts[nth + 1])
    return (
      comment && (
        <li key={comment.id}>
          <Comment comment={comment} />
          {answers.length > 0 && <ol>{levelOf(answers, level + 1)}</ol>}
        </li>
      )
    )
  })
}
