import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Notice } from '../Notice'
import { Prose } from '../Prose'
import { DigestFields } from './DigestFields'
import type { DigestValues } from './digest-values'
import { NextMail, type NextMailProps } from './NextMail'

interface SubscribePageProps {
  viewTitle: string
  view: string
  email: string
  /** The address is the reader's who is signed in, so that one press is all. */
  isOwn: boolean
  /** Says when this very form was given out. */
  stamp: string
  values: DigestValues
  zones: readonly string[]
  faults?: Record<string, string>
  /** What the reader is told first. */
  notice?: string | null
  /** When mails come with the wishes of the form, as a sentence; null: they cannot be read. */
  firstMail: string | null
  /** Nobody chose a time zone yet: the page's script puts the browser's own in. */
  askBrowser: boolean
  /** That mail, when somebody wants to see it. */
  preview: NextMailProps | null
}

/** The form: an address, when, and what. */
export function SubscribePage({ viewTitle, notice, firstMail, preview, ...form }: SubscribePageProps) {
  const fault = form.faults?.form ?? form.faults?.view
  return (
    <Prose title={`${viewTitle}, by email`}>
      <p>
        One mail at a time, with the papers at the top of this list that you were not sent before. Nothing new, no mail.
        No account, no tracking. The unsubscribe button of your mail program ends it at once; the link in each mail
        leads to a page where you press a button, and tick a box in a browser that is not known to be yours.
      </p>
      {firstMail && <p>{firstMail}</p>}
      {notice && (
        <Notice>
          <p>{notice}</p>
        </Notice>
      )}
      {fault && (
        <Notice kind="fault">
          <p>{fault}</p>
        </Notice>
      )}
      <SubscribeForm {...form} />
      <p>
        The address is used for this mail only. <a href={paths.aboutPrivacy}>What is kept</a>.
      </p>
      {preview && <NextMail {...preview} />}
    </Prose>
  )
}

type FormProps = Omit<SubscribePageProps, 'viewTitle' | 'notice' | 'firstMail' | 'preview'>

function SubscribeForm({ view, email, isOwn, stamp, values, zones, askBrowser, faults = {} }: FormProps) {
  const fields = <DigestFields values={values} zones={zones} faults={faults} askBrowser={askBrowser} />
  return (
    <form method="post" action={paths.subscribe} className="stack">
      {isOwn ? (
        <p>
          It goes to <strong>{email}</strong>.
          <input type="hidden" name="email" value={email} />
        </p>
      ) : (
        <Field
          name="email"
          label="Email address"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={email}
          fault={faults.email}
        />
      )}
      {isOwn ? <Wishes isOpen={Object.keys(faults).length > 0}>{fields}</Wishes> : fields}
      <input type="hidden" name="view" value={view} />
      <input type="hidden" name="stamp" value={stamp} />
      <p hidden>
        <label>
          Leave this empty <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </p>
      <p className="acts">
        <Button>Subscribe</Button>{' '}
        <Button kind="quiet" name="act" value="preview" formNoValidate>
          Show me the mail first
        </Button>
      </p>
    </form>
  )
}

const Wishes = ({ isOpen, children }: { isOpen: boolean; children: ReactNode }) => (
  <details open={isOpen}>
    <summary>Days, hour, time zone and length</summary>
    {children}
  </details>
)
