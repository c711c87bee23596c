import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'

/** Asks once; the press deletes everything. */
export function DeletePage({ email }: { email: string }) {
  return (
    <Prose title="Delete everything?">
      <p>
        Everything that is kept about <strong>{email}</strong> is deleted at once: your digests, what was sent to you,
        your votes (they are taken out of the counts), what you saved, and where you are signed in. Nobody can bring it
        back. A keyed hash of your address stays only where it gets no mail or is banned; see{' '}
        <a href={paths.aboutPrivacy}>Privacy</a>.
      </p>
      <p>
        You may want <a href={paths.settingsExport}>your data as a file</a> first.
      </p>
      <form method="post" action={paths.settingsDelete} className="stack">
        <Button>Delete everything</Button>
      </form>
      <p>
        <a href={paths.settings}>No, keep it</a>
      </p>
    </Prose>
  )
}

export function DeletedPage() {
  return (
    <Prose title="Everything is deleted">
      <p>Nothing is kept about your address any more, and no mail comes to it. Thank you for having been here.</p>
      <p>
        <a href={paths.trending}>To the papers</a>
      </p>
    </Prose>
  )
}
