import type { MyList } from '@/lib/community/lists/my-lists'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { Field } from '../Field'
import { Notice } from '../Notice'
import { PaperText } from '../PaperText'
import { Prose } from '../Prose'
import { ListFields, type TypedList } from './ListFields'

interface MyListsPageProps {
  lists: readonly MyList[]
  values: TypedList
  faults: Record<string, string>
}

/** All lists of a reader, and the form that makes another. */
export function MyListsPage({ lists, values, faults }: MyListsPageProps) {
  return (
    <Prose title="Your lists">
      <p>
        Papers that belong together, each with a note if you like. A list has a page, feeds and a digest. Papers are put
        on it from their own pages, by “On a list”. What you only want to read later stands on your{' '}
        <a href={paths.readingList}>reading list</a>.
      </p>
      {lists.length > 0 && (
        <ul className="rows">
          {lists.map((list) => (
            <li key={list.key}>
              <a href={paths.list(list.key)}>{list.name}</a>{' '}
              <span className="hint">
                {inPapers(list.papers)}, {list.isHidden ? 'hidden by a moderator' : list.visibility}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h2>Another list</h2>
      <form method="post" action={paths.lists} className="stack">
        <ListFields values={values} faults={faults} />
        <Button>Make it</Button>
      </form>
    </Prose>
  )
}

/** What was wrong with a change of a list, and the form again. */
export function ChangeListPage({
  listKey,
  values,
  faults,
}: {
  listKey: string
  values: TypedList
  faults: Record<string, string>
}) {
  return (
    <Prose title="Change a list">
      <form method="post" action={paths.list(listKey)} className="stack">
        <ListFields values={values} faults={faults} />
        <Button name="act" value="change">
          Change it
        </Button>
      </form>
      <p>
        <a href={paths.list(listKey)}>Back to the list</a>
      </p>
    </Prose>
  )
}

interface ListingPageProps {
  paper: { id: string; titleHtml: string }
  /** With what each says of the paper; null: it is not on it. */
  lists: readonly (MyList & { note: string | null })[]
  fault?: string | undefined
}

/** Puts one paper on a reader's lists, says something of it there, and takes it off. */
export function ListingPage({ paper, lists, fault }: ListingPageProps) {
  const on = lists.filter(({ note }) => note !== null)
  const off = lists.filter(({ note }) => note === null)
  return (
    <Prose title="On which list?">
      <p>
        <a href={paths.paper(paper.id)}>
          <PaperText html={paper.titleHtml} />
        </a>
      </p>
      {fault && (
        <Notice kind="fault">
          <p>{fault}</p>
        </Notice>
      )}
      {on.map((list) => (
        <form key={list.key} method="post" action={paths.listing} className="stack">
          <h2>
            <a href={paths.list(list.key)}>{list.name}</a>
          </h2>
          <input type="hidden" name="paper" value={paper.id} />
          <input type="hidden" name="list" value={list.key} />
          <div className="field">
            <label htmlFor={`note-${list.key}`}>Note</label>
            <input
              id={`note-${list.key}`}
              name="note"
              defaultValue={list.note ?? ''}
              maxLength={280}
              autoComplete="off"
            />
          </div>
          <p>
            <Button kind="quiet" name="act" value="add">
              Keep the note
            </Button>{' '}
            <Button kind="quiet" name="act" value="take">
              Take it off
            </Button>
          </p>
        </form>
      ))}
      <h2>{on.length > 0 ? 'On another list' : 'Put it on a list'}</h2>
      <form method="post" action={paths.listing} className="stack">
        <input type="hidden" name="paper" value={paper.id} />
        {off.length > 0 && (
          <fieldset className="field">
            <legend>List</legend>
            {off.map(({ key, name }) => (
              <label key={key}>
                <input type="radio" name="list" value={key} /> {name}
              </label>
            ))}
          </fieldset>
        )}
        <Field
          name="name"
          label={off.length > 0 ? 'Or a new list' : 'A new list'}
          hint="Only you see it, until you say otherwise."
          required={off.length === 0}
          maxLength={80}
          autoComplete="off"
        />
        <Field name="note" label="Note" hint="If you like" maxLength={280} autoComplete="off" />
        <Button name="act" value="add">
          Put it there
        </Button>
      </form>
      <p>
        <a href={paths.lists}>All your lists</a>
      </p>
    </Prose>
  )
}

const inPapers = (papers: number) => (papers === 1 ? '1 paper' : `${papers} papers`)
