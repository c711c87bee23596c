import { paths } from '@/lib/paths'
import { Personal } from '../Personal'

interface TriageFormsProps {
  paper: { id: string }
  /** Where the act comes back to. */
  back: string
  /** The mark that holds for readers to whom this entry is new; null: nobody is told. */
  news?: string | null
}

/** Save and “not for me”, each taken back by the same button; one form, since a button can name its own address. */
export function TriageForms({ paper: { id }, back, news = null }: TriageFormsProps) {
  return (
    <form className="triage" method="post">
      <input type="hidden" name="back" value={back} />
      {news && <Personal mark={news} no={null} yes={<strong className="fresh">New</strong>} />}
      <Toggle id={id} mark="save" at={paths.save(id)} undo={paths.unsave(id)} label="Save" />
      <Toggle id={id} mark="dismiss" at={paths.dismiss(id)} undo={paths.undismiss(id)} label="Not for me" />
    </form>
  )
}

interface ToggleProps {
  id: string
  mark: 'save' | 'dismiss'
  at: string
  undo: string
  label: string
}

function Toggle({ id, mark, at, undo, label }: ToggleProps) {
  const button = (isOn: boolean) => (
    <button
      type="submit"
      className={mark}
      formAction={isOn ? undo : at}
      aria-pressed={isOn}
      aria-describedby={`title-${id}`}
    >
      {label}
    </button>
  )
  return <Personal mark={`${mark}:${id}`} no={button(false)} yes={button(true)} />
}
