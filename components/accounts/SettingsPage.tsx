import type { ListedProvider } from '@/lib/accounts/openid/identities'
import type { ListedPasskey } from '@/lib/accounts/passkeys/keep'
import type { SessionSummary } from '@/lib/accounts/sessions'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { CommentMails } from '../community/CommentMails'
import { NameForm } from '../community/NameForm'
import { Prose } from '../Prose'
import { DigestList, type ListedDigest } from '../subscriptions/DigestList'
import { FeedKeyPart } from './FeedKeyPart'
import { Instant } from './Instant'
import { PasskeysPart } from './PasskeyParts'
import { ProvidersPart } from './ProviderPages'
import { SetupForm } from './SecondFactorPages'

interface SettingsPageProps {
  email: string
  name: string | null
  votesPublic: boolean
  /** Answers and mentions are mailed. */
  commentMails: boolean
  digests: ListedDigest[]
  /** Why no digest can come, whatever was chosen. */
  hindrance: string | null
  sessions: SessionSummary[]
  /** The one that asks. */
  currentSessionId: string
  passkeys: ListedPasskey[]
  providers: ListedProvider[]
  /** The key of their own programs; `isPublic`: it opens what is theirs, and nothing else has to be opened. */
  feeds: { since: Date | null; isPublic: boolean }
  moderates: boolean
  /** Null: an ordinary reader. */
  admin: { isAdmin: boolean; recoveryCodesLeft: number } | null
}

/** Who is signed in, what they get by email, where else they are signed in, and what is kept about them. */
export function SettingsPage({
  email,
  name,
  votesPublic,
  commentMails,
  digests,
  hindrance,
  sessions,
  currentSessionId,
  passkeys,
  providers,
  feeds,
  moderates,
  admin,
}: SettingsPageProps) {
  return (
    <Prose title="Settings">
      <p>
        You are signed in as <strong>{email}</strong>.
      </p>
      <form method="post" action={paths.signOut}>
        <Button kind="quiet">Sign out</Button>
      </form>
      <NameForm name={name} votesPublic={votesPublic} />
      <DigestList digests={digests} hindrance={hindrance} />
      <CommentMails isWanted={commentMails} />
      <h2>Where you are signed in</h2>
      <ul className="rows">
        {sessions.map((session) => (
          <SessionEntry key={session.id} session={session} isCurrent={session.id === currentSessionId} />
        ))}
      </ul>
      {sessions.length > 1 && <EndSession session="others" label="Sign out everywhere else" />}
      <PasskeysPart passkeys={passkeys} />
      <ProvidersPart providers={providers} />
      <FeedKeyPart {...feeds} />
      <h2>For you</h2>
      <p>
        <a href={paths.forYou}>A list of new papers like those you vote for or save</a>, made only if you ask for it.
      </p>
      <h2>Your lists</h2>
      <p>
        <a href={paths.lists}>Lists of papers</a> with notes, for yourself or to show.{' '}
        <a href={paths.follows}>What you follow</a>: people, lists, authors, categories.{' '}
        <a href={paths.groups}>Your groups</a>: what a lab votes for.
      </p>
      <h2>Your papers</h2>
      <p>
        <a href={paths.claims}>Papers that you are an author of</a>: code, project page and a note.
      </p>
      <h2 id="data">Your data</h2>
      <p>
        <a href={paths.settingsExport}>Everything that is yours</a> as one archive (zip), your digests and what was sent
        to you <a href={paths.settingsDigests}>as a file</a> (JSON), and your reading list as{' '}
        <a href={paths.readingListAs('json')}>JSON</a>. <a href={paths.settingsImport}>Bring an archive</a> from another
        site of this kind. Or <a href={paths.settingsDelete}>delete everything</a>.
      </p>
      {moderates && (
        <>
          <h2>Moderation</h2>
          <p>
            You may moderate: <a href={paths.moderation}>reports that wait</a>, and{' '}
            <a href={paths.moderationLog}>what was done</a>.
          </p>
        </>
      )}
      {admin && <AdminPart {...admin} />}
    </Prose>
  )
}

function SessionEntry({ session, isCurrent }: { session: SessionSummary; isCurrent: boolean }) {
  return (
    <li>
      <p>
        <strong>{session.device}</strong>
        {isCurrent && ' (this browser)'}, since <Instant at={session.createdAt} />, last used{' '}
        <Instant at={session.lastSeenAt} />
      </p>
      {!isCurrent && <EndSession session={session.id} label="Sign out there" />}
    </li>
  )
}

function EndSession({ session, label }: { session: string; label: string }) {
  return (
    <form method="post" action={paths.sessions}>
      <input type="hidden" name="session" value={session} />
      <Button kind="quiet">{label}</Button>
    </form>
  )
}

function AdminPart({ isAdmin, recoveryCodesLeft }: { isAdmin: boolean; recoveryCodesLeft: number }) {
  return (
    <>
      <h2>Admin</h2>
      {isAdmin ? (
        <>
          <p>
            You act as an admin in this browser: <a href={paths.admin}>the operators’ page</a>. Recovery codes left:{' '}
            {recoveryCodesLeft}.
          </p>
          <SetupForm back={paths.settings} kind="quiet" label="Replace the authenticator app and recovery codes" />
        </>
      ) : (
        <p>
          Your address may act as an admin: <a href={paths.secondFactor}>take the second step</a>.
        </p>
      )}
    </>
  )
}
