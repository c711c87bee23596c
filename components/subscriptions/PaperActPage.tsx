import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { PaperText } from '../PaperText'
import { Prose } from '../Prose'
import { PersonTick } from './PersonTick'

/** What a link in a mail does with a paper. */
export type MailAct = 'vote' | 'unvote' | 'save' | 'unsave'

interface PaperActProps {
  act: MailAct
  token: string
  id: string
  /** Trusted markup. */
  titleHtml: string
}

const ASKED: Record<MailAct, string> = {
  vote: 'Upvote this paper?',
  unvote: 'Take your vote back?',
  save: 'Save this paper?',
  unsave: 'Take it off your reading list?',
}
const BUTTON: Record<MailAct, string> = {
  vote: 'Upvote',
  unvote: 'Take it back',
  save: 'Save',
  unsave: 'Take it off',
}
const DONE: Record<MailAct, string> = {
  vote: 'Your vote counts',
  unvote: 'Your vote is taken back',
  save: 'Saved',
  unsave: 'Not on your reading list any more',
}
const BACK: Record<MailAct, MailAct> = { vote: 'unvote', unvote: 'vote', save: 'unsave', unsave: 'save' }

/** Asks once; the press does it. Opening this page changes nothing: mail scanners open every link. */
export function PaperActPage({
  act,
  token,
  id,
  titleHtml,
  needsTick,
  isMissing,
}: PaperActProps & {
  needsTick: boolean
  /** Sent without the tick. */
  isMissing: boolean
}) {
  return (
    <Prose title={ASKED[act]}>
      <p>
        <a href={paths.paper(id)}>
          <PaperText html={titleHtml} />
        </a>
      </p>
      <ActForm act={act} token={token} id={id} needsTick={needsTick} isMissing={isMissing} />
    </Prose>
  )
}

/** What was done, and the way back. */
export function PaperActDonePage({ act, token, id, titleHtml }: PaperActProps) {
  return (
    <Prose title={DONE[act]}>
      <p>
        <a href={paths.paper(id)}>
          <PaperText html={titleHtml} />
        </a>
      </p>
      <p>
        <a href={paths.paperAct(token, BACK[act], id)}>{BUTTON[BACK[act]]}</a>
        {act === 'save' ? (
          <>
            {' · '}
            <a href={paths.readingList}>Your reading list</a>
          </>
        ) : null}
      </p>
    </Prose>
  )
}

function ActForm({
  act,
  token,
  id,
  needsTick,
  isMissing,
}: Omit<PaperActProps, 'titleHtml'> & { needsTick: boolean; isMissing: boolean }) {
  return (
    <form method="post" action={paths.paperAct(token, act, id)} className="stack">
      <PersonTick label="I opened this link myself" isNeeded={needsTick} isMissing={isMissing} />
      <Button>{BUTTON[act]}</Button>
    </form>
  )
}
