import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { PersonTick } from './PersonTick'

interface UnsubscribePageProps {
  token: string
  viewTitle: string
  /** The reader's digests besides this one. */
  others: number
  /** Nobody is known to sit at this browser. */
  needsTick: boolean
  /** Sent without the tick. */
  isMissing: boolean
}

/** Asks once; the press unsubscribes. Opening this page changes nothing: mail scanners open every link. */
export function UnsubscribePage({ token, viewTitle, others, needsTick, isMissing }: UnsubscribePageProps) {
  return (
    <Prose title="Unsubscribe">
      <p>No more mails of “{viewTitle}”?</p>
      <form method="post" action={paths.unsubscribe(token)} className="stack">
        <PersonTick label="Yes, stop these mails" isNeeded={needsTick} isMissing={isMissing} />
        <Button>Unsubscribe</Button>
        {others > 0 && (
          <>
            <p>{others === 1 ? 'Another digest comes' : `${others} other digests come`} to the same address.</p>
            <Button kind="quiet" name="which" value="all">
              Unsubscribe from all of them
            </Button>
          </>
        )}
      </form>
    </Prose>
  )
}

export function UnsubscribedPage({ viewTitle, view }: { viewTitle: string; view: string }) {
  return (
    <Prose title="You are unsubscribed">
      <p>No further mail of “{viewTitle}” will come, also none that was about to be sent.</p>
      <p>
        Pressed by mistake? <a href={paths.subscribeTo(view)}>Subscribe again</a>.
      </p>
    </Prose>
  )
}

export function UnsubscribedFromAllPage() {
  return (
    <Prose title="You are unsubscribed from everything">
      <p>No digest comes to your address any more, also none that was about to be sent.</p>
      <p>
        Pressed by mistake? <a href={paths.subscribe}>Subscribe again</a>.
      </p>
    </Prose>
  )
}
