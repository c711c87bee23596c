import type { LoggedAct } from '@/lib/community/moderation/log'
import type { Reported } from '@/lib/community/moderation/queue'
import type { ReportedOne } from '@/lib/community/moderation/queue-lists'
import type { TextRule } from '@/lib/community/moderation/stands'
import type { Undo } from '@/lib/community/moderation/undo'
import { paths } from '@/lib/paths'
import { Instant } from '../accounts/Instant'
import { ReportedList } from '../lists/ReportedList'
import { LockForm, ModerationForm, RuleForm } from './ModerationForm'
import { Reports } from './Reports'

interface QueuePageProps {
  reported: readonly Reported[]
  lists: readonly ReportedOne[]
  rules: readonly TextRule[]
}

/** What waits for a moderator, and the rules that stand. */
export function QueuePage({ reported, lists, rules }: QueuePageProps) {
  return (
    <section className="prose talk">
      <h1>Moderation</h1>
      <p>
        Every act stands in the <a href={paths.moderationLog}>public log</a>, with your name and your reason, and can be
        undone there. Claims of authors wait on <a href={paths.decideClaims}>a page of their own</a>.
      </p>
      <h2>Reported comments</h2>
      {reported.length === 0 && <p>Nothing waits.</p>}
      <ol>
        {reported.map((comment) => (
          <li key={comment.id} className="comment">
            <ReportedComment {...comment} />
          </li>
        ))}
      </ol>
      {lists.length > 0 && <h2>Reported lists</h2>}
      {lists.map((list) => (
        <ReportedList key={list.id} {...list} />
      ))}
      <h2>What no comment may hold</h2>
      {rules.length === 0 && <p>Nothing is refused yet.</p>}
      <ul className="rows">
        {rules.map(({ kind, value, reason }) => (
          <li key={`${kind} ${value}`}>
            <p>
              The {kind} <strong>{value}</strong>: {reason}
            </p>
            <ModerationForm act="drop-rule" label="Refuse it no more" back={paths.moderation} about={{ kind, value }} />
          </li>
        ))}
      </ul>
      <RuleForm kind="domain" label="Another domain" hint="Such as spam.example; those below it are meant, too." />
      <RuleForm kind="word" label="Another word, or several in a row" hint="As a whole, in any case." />
    </section>
  )
}

function ReportedComment({ id, paperId, author, html, createdAt, isHidden, isLocked, reports }: Reported) {
  const form = (act: string, label: string) => (
    <ModerationForm act={act} label={label} back={paths.moderation} about={{ comment: id }} />
  )
  return (
    <>
      <header>
        <strong>{author ?? 'Somebody'}</strong>
        <a href={paths.comment(paperId, id)}>
          <Instant at={createdAt} />
        </a>
        {isHidden && <span>hidden</span>}
      </header>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by lib/community/comments/render-comment.ts of escaped words */}
      <div className="said" dangerouslySetInnerHTML={{ __html: html }} />
      <Reports reports={reports} />
      {form(isHidden ? 'show' : 'hide', isHidden ? 'Show it again' : 'Hide the comment')}
      {form('dismiss', 'Nothing is wrong with it')}
      {form('ban-author', 'Ban who wrote it')}
      <LockForm paperId={paperId} isLocked={isLocked} back={paths.moderation} />
    </>
  )
}

/** An act as the page shows it: in a sentence, with the act that undoes it as far as it still stands. */
export interface ShownAct extends LoggedAct {
  sentence: string
  undo: Undo | null
}

/** What moderators did, for everybody to read. */
export function LogPage({ acts, mayUndo }: { acts: readonly ShownAct[]; mayUndo: boolean }) {
  return (
    <section className="prose talk">
      <h1>Moderation log</h1>
      <p>
        What moderators did, and why. Nothing is hidden from who wrote it alone: what is hidden says so in its place,
        and who is banned is told. <a href={paths.aboutCommunity}>Who may do what</a>
      </p>
      {mayUndo && (
        <p>
          <a href={paths.moderation}>Reports that wait</a>
        </p>
      )}
      {acts.length === 0 && <p>Nothing was done yet.</p>}
      <ul className="rows">
        {acts.map(({ id, at, sentence, reason, commentId, paperId, undo }) => (
          <li key={id} id={id}>
            <p>
              <Instant at={at} /> <LogSentence {...{ commentId, paperId, sentence }} />: {reason}
            </p>
            {mayUndo && undo && (
              <ModerationForm act={undo.act} label="Undo" back={paths.moderationLog} about={undo.about} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function LogSentence({ commentId, paperId, sentence }: Pick<ShownAct, 'commentId' | 'paperId' | 'sentence'>) {
  if (!paperId) return sentence
  return <a href={commentId ? paths.comment(paperId, commentId) : paths.paper(paperId)}>{sentence}</a>
}
