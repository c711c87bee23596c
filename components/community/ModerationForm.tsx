import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { Button } from '../Button'

interface ModerationFormProps {
  act: string
  label: string
  back: string
  about: Record<string, string>
  /** What else it asks for. */
  children?: ReactNode
}

/** One act of a moderator, with its reason. It is folded, so that a page of many stays short. */
export function ModerationForm({ act, label, back, about, children }: ModerationFormProps) {
  const key = `${act}-${Object.values(about).join('-')}`
  return (
    <details>
      <summary>{label}</summary>
      <form method="post" action={paths.moderationActs} className="stack">
        <input type="hidden" name="back" value={back} />
        {Object.entries(about).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <div className="field">
          <label htmlFor={`reason-${key}`}>Why? Everybody can read it</label>
          <input id={`reason-${key}`} name="reason" required maxLength={300} autoComplete="off" />
        </div>
        <Button kind="quiet" name="act" value={act}>
          {label}
        </Button>
      </form>
    </details>
  )
}

/** Closes a thread, or opens it again. @param back the paper, where it is not named */
export function LockForm({ paperId, isLocked, back }: { paperId: string; isLocked: boolean; back?: string }) {
  return (
    <ModerationForm
      act={isLocked ? 'unlock' : 'lock'}
      label={isLocked ? 'Open the thread again' : 'Close the thread'}
      back={back ?? paths.paper(paperId)}
      about={{ paper: paperId }}
    />
  )
}

/** Refuses a domain or a word from now on. */
export function RuleForm({ kind, label, hint }: { kind: 'domain' | 'word'; label: string; hint: string }) {
  return (
    <form method="post" action={paths.moderationActs} className="stack">
      <input type="hidden" name="back" value={paths.moderation} />
      <input type="hidden" name="kind" value={kind} />
      <div className="field">
        <label htmlFor={`value-${kind}`}>{label}</label>
        <p className="hint">{hint}</p>
        <input id={`value-${kind}`} name="value" required maxLength={100} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor={`why-${kind}`}>Why? Everybody can read it</label>
        <input id={`why-${kind}`} name="reason" required maxLength={300} autoComplete="off" />
      </div>
      <Button kind="quiet" name="act" value="add-rule">
        Refuse it
      </Button>
    </form>
  )
}
