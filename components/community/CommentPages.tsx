import type { ReactNode } from 'react'
import type { ShownComment } from '@/lib/community/comments/list-comments'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { Button } from '../Button'
import { Notice } from '../Notice'
import { PaperText } from '../PaperText'
import { Comment } from './Comment'
import { CommentBox, CommentForm, type TypedComment } from './CommentForm'
import { ReportForm, type ReportState } from './ReportForm'

/** The paper that is talked about. */
export interface TalkedOf {
  id: string
  titleHtml: string
}

/** The frame of every page about comments: what paper it is, and the way back to it. */
export function TalkPage({ title, paper, children }: { title: string; paper: TalkedOf; children: ReactNode }) {
  return (
    <section className="prose talk">
      <h1>{title}</h1>
      <p>
        On “
        <a href={paths.paper(paper.id)}>
          <PaperText html={paper.titleHtml} />
        </a>
        ”. <a href={paths.comments(paper.id)}>All comments</a>
      </p>
      {children}
    </section>
  )
}

/** One comment and a field to answer it. */
export function CommentPage({
  paper,
  comment,
  locked,
}: {
  paper: TalkedOf
  comment: ShownComment
  locked: string | null
}) {
  return (
    <TalkPage title="A comment" paper={paper}>
      <Comment comment={comment} />
      {comment.state === 'shown' && locked === null && (
        <CommentBox paperId={paper.id} back={paths.comment(paper.id, comment.id)} parent={comment.id} />
      )}
    </TalkPage>
  )
}

interface WritePageProps {
  title: string
  paper: TalkedOf
  /** Null or left out: it answers none. */
  answered?: ShownComment | null
  action: string
  send: string
  parent?: string | undefined
  typed: TypedComment
  faults?: Record<string, string>
  asksName?: boolean
  /** Trusted; null: no preview was asked for. */
  preview?: string | null
}

/** A comment that is not sent yet: with what is wrong with it, with its preview, or to be edited. */
export function WritePage({ title, paper, answered = null, preview = null, ...form }: WritePageProps) {
  return (
    <TalkPage title={title} paper={paper}>
      {answered && <Comment comment={answered} />}
      {preview !== null && (
        <Notice>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by lib/community/comments/render-comment.ts of escaped words */}
          <div className="said" dangerouslySetInnerHTML={{ __html: preview }} />
        </Notice>
      )}
      <CommentForm label={answered ? 'Your answer' : 'Your comment'} {...form} />
    </TalkPage>
  )
}

/** Asks before a comment is deleted. */
export function DeleteCommentPage({ paper, comment }: { paper: TalkedOf; comment: ShownComment }) {
  return (
    <TalkPage title="Delete this comment?" paper={paper}>
      <Comment comment={comment} />
      <p>Its words and all that it said before go. Where answers hang on it, the place stays and says so.</p>
      <form method="post" action={paths.commentAct(paper.id, comment.id, 'delete')}>
        <Button>Delete it</Button>
      </form>
    </TalkPage>
  )
}

/** Asks moderators to look. They see who asks; nobody else does. */
export function ReportPage({
  paper,
  comment,
  ...state
}: ReportState & {
  paper: TalkedOf
  comment: ShownComment
}) {
  return (
    <TalkPage title="Report a comment" paper={paper}>
      <Comment comment={comment} />
      <ReportForm action={paths.commentAct(paper.id, comment.id, 'report')} {...state} />
    </TalkPage>
  )
}

/** What a comment says now, and what it said before. */
export function HistoryPage({
  paper,
  comment,
  edits,
}: {
  paper: TalkedOf
  comment: ShownComment
  edits: { at: Date; source: string }[]
}) {
  return (
    <TalkPage title="What this comment said" paper={paper}>
      <Comment comment={comment} />
      {edits.map(({ at, source }) => (
        <section key={at.toISOString()} className="said">
          <h2>
            Until <Instant at={at} />
          </h2>
          <pre>{source}</pre>
        </section>
      ))}
    </TalkPage>
  )
}
