import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Personal } from '../Personal'
import { PublicNameField } from '../PublicNameField'
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
  /** What is asked first. */
  children?: ReactNode
}

/** A comment being written. Nothing that was typed is lost: it comes back with what is wrong, or with its preview. */
export function CommentForm(props: CommentFormProps) {
  const { action, label, send, parent, typed, faults = {}, asksName = false, children } = props
  return (
    <form method="post" action={action} className="stack">
      {parent && <input type="hidden" name="parent" value={parent} />}
      {asksName && <NameField typed={typed?.name} fault={faults.name} />}
      {children}
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
        <Button kind="quiet" name="preview" value="yes" formNoValidate>
          Preview
        </Button>
      </p>
    </form>
  )
}

/** Who comments for the first time chooses what they are called, in the same step. */
function NameField({ typed = '', fault }: { typed?: string | undefined; fault?: string | undefined }) {
  return (
    <PublicNameField
      label="Your name"
      hint="Your first comment takes one: what you are called in public. Your address never stands anywhere."
      typed={typed}
      fault={fault}
      autoComplete="nickname"
    />
  )
}

/** The same on a page that is one for everybody: who is not signed in is led there first, who has no name chooses it here. */
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
        >
          <Personal mark="named" no={<NameField />} yes={null} />
        </CommentForm>
      }
    />
  )
}
