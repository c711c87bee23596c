import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Prose } from '../Prose'

interface ModerationFaultPageProps {
  faults: readonly string[]
  /** The form as it was sent. */
  typed: Readonly<Record<string, string>>
  back: string
}

/** What was wrong with an act, and its form once more as it was filled in. */
export function ModerationFaultPage({ faults, typed, back }: ModerationFaultPageProps) {
  const { act = '', reason = '', back: _, ...about } = typed
  const asked = Object.entries(ASKED).filter(([name]) => name in about && (name === 'value' || act === 'merge'))
  const kept = Object.entries(about).filter(([name]) => !asked.some(([one]) => one === name))
  return (
    <Prose title="That cannot be done">
      {faults.map((fault) => (
        <p key={fault} className="fault">
          {fault}
        </p>
      ))}
      <form method="post" action={paths.moderationActs} className="stack">
        <input type="hidden" name="back" value={back} />
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {asked.map(([name, label]) => (
          <Field key={name} name={name} label={label} defaultValue={about[name]} required maxLength={200} />
        ))}
        <Field
          name="reason"
          label="Why? Everybody can read it"
          defaultValue={reason}
          required
          maxLength={300}
          autoComplete="off"
        />
        <Button kind="quiet" name="act" value={act}>
          Try it again
        </Button>
      </form>
      <GoBack to={back} />
    </Prose>
  )
}

/** What an act was about and was typed; all else came with the form. */
const ASKED = { into: 'The same work is', value: 'The domain or the words' } as const

/** It was so already. */
export function UnchangedPage({ back }: { back: string }) {
  return (
    <Prose title="Nothing was changed">
      <p>It was so already, or what it was about is gone. The log holds nothing of it.</p>
      <GoBack to={back} />
    </Prose>
  )
}

const GoBack = ({ to }: { to: string }) => (
  <p>
    <a href={to}>Go back</a>
  </p>
)
