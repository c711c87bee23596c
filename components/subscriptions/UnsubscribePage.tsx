import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** Asks once; the press unsubscribes. Opening this page changes nothing: mail scanners open every link. */
export function UnsubscribePage({ token, viewTitle }: { token: string; viewTitle: string }) {
  return (
    <Prose title="Unsubscribe">
      <p>No more mails of “{viewTitle}”?</p>
      <form method="post" action={paths.unsubscribe(token)} className="stack">
        <Button>Unsubscribe</Button>
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
