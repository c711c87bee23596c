import type { Imported, Told } from '@/lib/mine/imported'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

/** Takes the archive of another site. */
export function ImportPage({ fault }: { fault?: string | undefined }) {
  return (
    <Prose title="Bring an archive">
      <p>
        From another site of this kind: votes, saved papers, papers that are not for you, lists with their notes, what
        you follow, digests, which papers they brought, and settings. Votes are shown here and do not rank papers; lists
        come as private ones. What cannot come along is told with the reason. A second time, nothing is doubled.
      </p>
      <form method="post" action={paths.settingsImport} encType="multipart/form-data" className="stack">
        <Field
          name="archive"
          label="Archive"
          type="file"
          accept=".zip,.json,application/zip,application/json"
          hint="The zip of “Everything that is yours”, or the broadsheet.json in it; 4 MB at most."
          required
          fault={fault}
        />
        <Button>Bring it</Button>
      </form>
    </Prose>
  )
}

/** What came of it. */
export function ImportedPage({ imported: { taken, known, awaited, otherwise, left } }: { imported: Imported }) {
  return (
    <Prose title="Your archive is here">
      <ul>
        <li>Votes: {taken.vote}</li>
        <li>Saved papers: {taken.saved}</li>
        <li>Papers that are not for you: {taken.dismissed}</li>
        <li>Digests: {taken.digests}</li>
        <li>Papers that digests brought: {taken.sent}</li>
        <li>Lists: {taken.lists}</li>
        <li>On lists: {taken.listed}</li>
        <li>What you follow: {taken.follows}</li>
        <li>Settings: {taken.settings}</li>
        {known > 0 && <li>Here already: {known}</li>}
        {awaited > 0 && (
          <li>Of papers that are not here yet: {awaited}. arXiv is asked for them, a hundred at a time.</li>
        )}
      </ul>
      <ToldOf heading="What is otherwise here" things={otherwise} />
      <ToldOf heading="What could not be taken" things={left} />
      <p>
        <a href={paths.settings}>Back to the settings</a>
      </p>
    </Prose>
  )
}

function ToldOf({ heading, things }: { heading: string; things: readonly Told[] }) {
  if (things.length === 0) return null
  return (
    <>
      <h2>{heading}</h2>
      <ul>
        {things.map(({ what, why }) => (
          <li key={`${what} ${why}`}>
            {what}: {why}
          </li>
        ))}
      </ul>
    </>
  )
}
