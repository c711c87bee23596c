import { absolute, paths, twin } from '@/lib/paths'
import { Button } from '../Button'
import { Prose } from '../Prose'
import { Instant } from './Instant'

/** The key with which a reader's own programs read feeds that are not for everybody. */
export function FeedKeyPart({ since, isPublic }: { since: Date | null; isPublic: boolean }) {
  return (
    <>
      <h2 id="feeds">Feeds</h2>
      <p>
        {isPublic ? 'Feeds of your private lists are yours.' : 'Feeds here are for those who belong to this site.'} A
        key opens them to your own programs
        {since && (
          <>
            ; yours was made <Instant at={since} />
          </>
        )}
        .
      </p>
      <form method="post" action={paths.feedKey}>
        <Button kind="quiet" name="act" value="make">
          {since ? 'Make another key: the old one ends' : 'Make a key'}
        </Button>{' '}
        {since && (
          <Button kind="quiet" name="act" value="end">
            End the key
          </Button>
        )}
      </form>
    </>
  )
}

/** The key, this once. */
export function FeedKeyPage({ feedKey }: { feedKey: string }) {
  return (
    <Prose title="Your key of feeds">
      <p>
        <code>{feedKey}</code>
      </p>
      <p>
        It is shown this once. Put it behind the address of any feed, like here, or send it as a bearer token. Whoever
        has it can read your lists and those of this site, and nothing else of yours.
      </p>
      <p>
        <code>{`${absolute(twin(paths.trending, 'atom'))}?key=${feedKey}`}</code>
      </p>
      <p>
        <a href={`${paths.settings}#feeds`}>Back to the settings</a>
      </p>
    </Prose>
  )
}
