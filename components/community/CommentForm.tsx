import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Personal } from '../Personal'
import { TextField } from '../TextField'

export interface TypedComment {
  text: string
  /** What the reader wants to be called, while they have no name. */
  name?: string | undefined
}

interface CommentFormProps {
  /** Where it is posted. */
  action: string
  label: string
  send: string
  /** The comment that is answered. */
  parent?: string | undefined
  typed?: TypedComment | undefined
  faults?: Record<string, string> | undefined
  /** The reader has no name yet. */
  asksName?: boolean | undefined
}

/** A comment being written. Nothing that was typed is lost: it comes back with what is wrong, or with its preview. */
export function CommentForm({ action, label, send, parent, typed, faults = {}, asksName = false }: CommentFormProps) {
  return (
    <form method="post" action={action} className="stack">
      {parent && <input type="hidden" name="parent" value={parent} />}
      {asksName && (
        <Field
          name="name"
          label="Your name"
          hint="What you are called in public: Latin letters, digits and hyphens. Your address never stands anywhere."
          defaultValue={typed?.name ?? ''}
          fault={faults.name}
          required
          autoComplete="nickname"
        />
      )}
      <TextField
        name="text"
        label={label}
        hint="Markdown, and formulas between dollars. @name calls somebody."
        defaultValue={typed?.text ?? ''}
        fault={faults.text ?? faults.form}
        required
      />
      <p className="ways-on">
        <Button>{send}</Button>
        <Button kind="quiet" name="preview" value="yes">
          Preview
        </Button>
      </p>
    </form>
  )
}

/** The same on a page that is one for everybody: who is not signed in is led there first. */
export function CommentBox({ paperId, back, parent }: { paperId: string; back: string; parent?: string }) {
  return (
    <Personal
      mark="reader"
      no={
        <p>
          <a href={paths.signInTo(back)}>Sign in to comment</a>
        </p>
      }
      yes={
        <CommentForm
          action={paths.comments(paperId)}
          label={parent ? 'Your answer' : 'Your comment'}
          send={parent ? 'Answer' : 'Comment'}
          parent={parent}
        />
      }
    />
  )
}
