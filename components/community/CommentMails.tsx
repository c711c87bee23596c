import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** Whether answers and mentions are mailed, in the settings. */
export function CommentMails({ isWanted }: { isWanted: boolean }) {
  return (
    <>
      <h2 id="comment-mails">Answers and mentions</h2>
      <p>
        {isWanted
          ? 'A mail comes for each comment that answers you or calls you by name.'
          : 'No mail comes of answers and mentions.'}
      </p>
      <form method="post" action={paths.commentMails}>
        {isWanted ? (
          <Button kind="quiet">Send none any more</Button>
        ) : (
          <Button kind="quiet" name="wanted" value="yes">
            Send them
          </Button>
        )}
      </form>
    </>
  )
}

/** Asks once; the press stops such mails. */
export function StopMailsPage({ token, isDone }: { token: string; isDone: boolean }) {
  if (isDone) {
    return (
      <Prose title="These mails are stopped">
        <p>No mail of answers and mentions comes any more, also none that was about to be sent.</p>
        <p>
          Pressed by mistake? They can be switched on in your <a href={paths.settings}>settings</a>.
        </p>
      </Prose>
    )
  }
  return (
    <Prose title="Stop these mails">
      <p>No more mails of answers and mentions? Digests are another matter, and go on.</p>
      <form method="post" action={paths.stopCommentMails(token)}>
        <Button>Stop them</Button>
      </form>
    </Prose>
  )
}
