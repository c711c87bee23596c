import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field, SelectField } from '../Field'
import { PaperText } from '../PaperText'
import { Prose } from '../Prose'

interface PickPageProps {
  id: string
  titleHtml: string
  values: { day: string; why: string }
  /** That it can be picked for. */
  days: readonly string[]
  faults: Record<string, string>
  /** Whether the curator goes by a name. */
  hasName: boolean
  /** Null: nobody picked it. */
  known: { by: string | null; isOwn: boolean; mayEnd: boolean } | null
}

/** For curators: why this paper, for which day, and the way back. */
export function PickPage({ id, titleHtml, values, days, faults, hasName, known }: PickPageProps) {
  return (
    <Prose title="Curators’ pick">
      <p>
        <a href={paths.paper(id)}>
          <PaperText html={titleHtml} />
        </a>
      </p>
      {known && !known.isOwn && <p>{known.by ?? 'Another curator'} picked it already. A paper is picked once.</p>}
      {(!known || known.isOwn) && (
        <form method="post" action={paths.picking} className="stack">
          <input type="hidden" name="paper" value={id} />
          <Field
            name="why"
            label="Why, in a sentence"
            hint={
              hasName ? (
                'It stands beside the paper in lists, feeds and mails, with your name.'
              ) : (
                <>
                  It stands beside the paper in lists, feeds and mails, without a name until{' '}
                  <a href={`${paths.settings}#your-name`}>you take one</a>.
                </>
              )
            }
            defaultValue={values.why}
            fault={faults.why}
            required
            maxLength={280}
            autoComplete="off"
          />
          <SelectField
            name="day"
            label="For which day"
            options={days.map((day) => ({ value: day, label: day }))}
            defaultValue={values.day}
            fault={faults.day}
          />
          <Button>{known ? 'Change the pick' : 'Pick it'}</Button>
        </form>
      )}
      {known?.mayEnd && (
        <form method="post" action={paths.picking}>
          <input type="hidden" name="paper" value={id} />
          <Button kind="quiet" name="act" value="unpick">
            Take the pick back
          </Button>
        </form>
      )}
      <p>
        <a href={paths.picks}>All picks</a>
      </p>
    </Prose>
  )
}
