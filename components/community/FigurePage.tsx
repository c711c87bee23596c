import type { PaperRecord } from '@/lib/papers/find-paper'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { WideFigure } from '../Figure'
import { PaperText } from '../PaperText'
import { Prose } from '../Prose'

interface FigurePageProps {
  paper: PaperRecord
  /** Moderators may only take it away. */
  mayKeep: boolean
  values: { alt: string; why: string }
  faults: Record<string, string>
}

/** The picture of a paper, for whoever may bring another or take it away. */
export function FigurePage({ paper, mayKeep, values, faults }: FigurePageProps) {
  const { id, titleHtml, figure } = paper
  const action = paths.figure(id)
  return (
    <Prose title="Picture of a paper">
      <p>
        <a href={paths.paper(id)}>
          <PaperText html={titleHtml} />
        </a>
      </p>
      <WideFigure figure={figure} />
      {!figure && !mayKeep && <p>It has none.</p>}
      {mayKeep && (
        <form method="post" action={action} encType="multipart/form-data" className="stack">
          <Field
            name="file"
            label={figure ? 'Another picture' : 'Picture'}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hint="A figure of the paper as PNG, JPEG or WebP, 4 MB and 16 million pixels at most. It is made anew, without what a camera wrote into it, and stands in lists, on the paper’s page and in mails."
            required
            fault={faults.file}
          />
          <Field
            name="alt"
            label="What it shows, in a sentence"
            hint="For whoever does not see it."
            defaultValue={values.alt}
            required
            maxLength={280}
            autoComplete="off"
            fault={faults.alt}
          />
          {figure && (
            <Field
              name="why"
              label="Why another? Everybody can read it"
              defaultValue={values.why}
              required
              maxLength={280}
              autoComplete="off"
              fault={faults.why}
            />
          )}
          <Button>{figure ? 'Put it in place of this one' : 'Add it'}</Button>
        </form>
      )}
      {figure && (
        <details>
          <summary>Remove it</summary>
          <form method="post" action={action} encType="multipart/form-data" className="stack">
            <input type="hidden" name="act" value="remove" />
            <div className="field">
              <label htmlFor="why-remove">Why? Everybody can read it</label>
              <input id="why-remove" name="why" required maxLength={280} autoComplete="off" />
            </div>
            <Button kind="quiet">Remove it</Button>
          </form>
        </details>
      )}
    </Prose>
  )
}
