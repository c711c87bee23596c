import type { OwnClaim } from '@/lib/community/claims/additions'
import type { ClaimState } from '@/lib/community/claims/claim'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field, SelectField } from '../Field'
import { Prose } from '../Prose'

interface ClaimPageProps {
  paperId: string
  title: string
  authors: string[]
  fault?: string | undefined
}

/** “This is me”: which of a paper's authors the reader is. */
export function ClaimPage({ paperId, title, authors, fault }: ClaimPageProps) {
  return (
    <Prose title="Are you an author?">
      <p>
        Of <a href={paths.paper(paperId)}>{title}</a>. It is settled at once where arXiv lists the paper under an ORCID
        iD that you sign in with, or where the paper states your address. Otherwise a moderator decides, and you may
        appeal. Authors add code, a project page, a note and a picture; their own votes are shown and do not rank.
      </p>
      <form method="post" action={paths.claims} className="stack">
        <input type="hidden" name="paper" value={paperId} />
        <SelectField
          name="author"
          label="You are"
          options={authors.map((name) => ({ value: name, label: name }))}
          fault={fault}
        />
        <Field
          name="words"
          label="How can a moderator tell?"
          hint="A page of yours that names the paper, for example. Not needed where ORCID or address settle it."
          maxLength={500}
          autoComplete="off"
        />
        <Button name="act" value="claim">
          This is me
        </Button>
      </form>
    </Prose>
  )
}

const STATES: Record<ClaimState, string> = {
  granted: 'You are known as an author.',
  asked: 'A moderator will decide.',
  refused: 'It was refused.',
  appealed: 'You appealed; another moderator will decide.',
  final: 'It was refused upon appeal.',
}

interface OwnClaimsPageProps {
  claims: OwnClaim[]
  /** Papers of their ORCID iD that they could claim at once. */
  byOrcid: number
  /** What was wrong with what was typed, and for which paper. */
  fault?: { paperId: string; words: string } | undefined
}

/** What a reader says to have written, and what they add to it. */
export function OwnClaimsPage({ claims, byOrcid, fault }: OwnClaimsPageProps) {
  return (
    <Prose title="Your papers">
      {byOrcid > 0 && (
        <form method="post" action={paths.claims}>
          <Button name="act" value="claim-by-orcid">
            Claim {byOrcid === 1 ? 'one paper' : `${byOrcid} papers`} of your ORCID iD
          </Button>
        </form>
      )}
      {claims.length === 0 && <p>You claimed none yet. The page of a paper has a link for its authors.</p>}
      <ul className="rows">
        {claims.map((claim) => (
          <li key={claim.id}>
            <p>
              <a href={paths.paper(claim.paperId)}>{claim.title}</a>, as {claim.author}. {STATES[claim.state]}
              {claim.reason && ` The moderator’s reason: ${claim.reason}`}
            </p>
            {claim.state === 'granted' && (
              <AdditionsForm claim={claim} fault={fault?.paperId === claim.paperId ? fault.words : undefined} />
            )}
            {claim.state === 'refused' && <AppealForm id={claim.id} />}
          </li>
        ))}
      </ul>
    </Prose>
  )
}

function AdditionsForm({ claim, fault }: { claim: OwnClaim; fault: string | undefined }) {
  const fields = [
    ['code', 'Code', claim.code],
    ['project', 'Project page', claim.project],
    ['note', 'A note to readers', claim.note],
  ] as const
  return (
    <details open={fault !== undefined}>
      <summary>Code, project page, note, picture</summary>
      <form method="post" action={paths.claimAdditions} className="stack">
        <input type="hidden" name="paper" value={claim.paperId} />
        {fault && <p className="fault">{fault}</p>}
        {fields.map(([name, label, value]) => (
          <div className="field" key={name}>
            <label htmlFor={`${name}-${claim.id}`}>{label}</label>
            <input
              id={`${name}-${claim.id}`}
              name={name}
              defaultValue={value ?? ''}
              maxLength={500}
              autoComplete="off"
            />
          </div>
        ))}
        <Button kind="quiet">Keep</Button>
      </form>
      <p>
        <a href={paths.figure(claim.paperId)}>A picture of the paper</a>
      </p>
    </details>
  )
}

function AppealForm({ id }: { id: string }) {
  return (
    <details>
      <summary>Appeal</summary>
      <form method="post" action={paths.claims} className="stack">
        <input type="hidden" name="id" value={id} />
        <div className="field">
          <label htmlFor={`words-${id}`}>Why it should be decided anew</label>
          <input id={`words-${id}`} name="words" required maxLength={500} autoComplete="off" />
        </div>
        <Button kind="quiet" name="act" value="appeal">
          Ask another moderator
        </Button>
      </form>
    </details>
  )
}
