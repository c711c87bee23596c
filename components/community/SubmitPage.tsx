import type { WishState } from '@/lib/community/wishes'
import { arxivAbstract, paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { CommentForm } from './CommentForm'

interface SubmitPageProps {
  values: { paper: string; note: string }
  faults: Record<string, string>
  /** What became of the paper that was just submitted. */
  done: WishState | null
  /** The sentence that was sent with it and does not stand beside it; empty: none. */
  unsaid: string
  /** The reader has no name yet. */
  asksName: boolean
  /** What its reader wished for and did not get yet. */
  waiting: WishState[]
  isSignedIn: boolean
}

/** The form that brings a paper here, and what became of those asked for before. */
export function SubmitPage({ values, faults, done, unsaid, asksName, waiting, isSignedIn }: SubmitPageProps) {
  return (
    <Prose title="Submit a paper">
      {done && (
        <Notice kind={done.status === 'refused' ? 'fault' : 'done'}>
          <p>
            <Became wish={done} />
          </p>
        </Notice>
      )}
      {unsaid && (done?.status === 'known' || done?.status === 'submitted') && (
        <Unsaid paperId={done.id} sentence={unsaid} asksName={asksName} />
      )}
      {faults.form && (
        <Notice kind="fault">
          <p>{faults.form}</p>
        </Notice>
      )}
      <p>
        Any paper of arXiv, of any age and field. Title, authors and abstract are fetched from there. What is here
        already gets your vote.
      </p>
      <form method="post" action={paths.submit} className="stack">
        <Field
          name="paper"
          label="Which paper"
          hint="An identifier such as 2406.01234, the paper’s address at arXiv, or its DOI"
          defaultValue={values.paper}
          fault={faults.paper}
          required
          maxLength={800}
          autoComplete="off"
        />
        <Field
          name="note"
          label="Why, in a sentence"
          hint="If you like; it stands beside the paper that you bring, with your name."
          defaultValue={values.note}
          fault={faults.note}
          maxLength={280}
          autoComplete="off"
        />
        <Button>Submit</Button>
        {!isSignedIn && <p className="hint">You sign in next; what you typed comes with you.</p>}
      </form>
      {waiting.length > 0 && (
        <>
          <h2>What you asked for</h2>
          <ul className="rows">
            {waiting.map((wish) => (
              <li key={wish.id}>
                <Became wish={wish} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={paths.submissions}>What readers submitted</a>
      </p>
    </Prose>
  )
}

/** Who brought a paper says why, once; whatever else there is to say of it is a comment, which moderators can hide. */
function Unsaid({ paperId, sentence, asksName }: { paperId: string; sentence: string; asksName: boolean }) {
  return (
    <>
      <p>
        Your sentence does not stand beside it: only whoever brings a paper here says why in that place, and once. It
        can be a comment:
      </p>
      <CommentForm
        action={paths.comments(paperId)}
        label="Your comment"
        send="Comment"
        typed={{ text: sentence }}
        asksName={asksName}
      />
    </>
  )
}

function Became({ wish }: { wish: WishState }) {
  switch (wish.status) {
    case 'submitted':
      return (
        <>
          <a href={paths.paper(wish.id)}>{wish.title}</a> is here now, brought by you, with your vote.
        </>
      )
    case 'known':
      return (
        <>
          <a href={paths.paper(wish.id)}>{wish.title}</a> was here already: your submission is a vote for it. It has{' '}
          {wish.votes === 1 ? 'one vote' : `${wish.votes} votes`}.
        </>
      )
    case 'asked':
      return (
        <>
          <a href={arxivAbstract(wish.id)}>arXiv:{wish.id}</a> is asked for. arXiv did not give it yet; it is asked
          again, and the paper comes with your vote and your sentence by itself.
        </>
      )
    case 'refused':
      return (
        <>
          <a href={arxivAbstract(wish.id)}>arXiv:{wish.id}</a> {WHY[wish.why]}
        </>
      )
  }
}

const WHY = {
  unknown: 'is no paper that arXiv has. Please look at the identifier again.',
  withdrawn: 'was withdrawn by its authors at arXiv, so it is not taken in.',
  unusable: 'has a record at arXiv that cannot be read here. When that is set right, it can be submitted again.',
} as const
