import type { Counted } from '@/lib/papers/author-profile'
import { paths } from '@/lib/paths'
import { Button } from '../Button'

const SHOWN = 12

interface NarrowingProps {
  name: string
  within: readonly string[]
  categories: Counted[]
}

/** Chooses categories by a plain form: its address is the narrowed list. */
export function Narrowing({ name, within, categories }: NarrowingProps) {
  const named = new Set(categories.map((category) => category.name))
  // What was narrowed to stays there to be unticked, archives too.
  const chosen = within.filter((category) => !named.has(category)).map((category) => ({ name: category, papers: null }))
  return (
    <form className="narrowing" method="get" action={paths.author(name)}>
      <fieldset>
        <legend>Only in</legend>
        {[...chosen, ...categories.slice(0, SHOWN)].map(({ name: category, papers }) => (
          <label key={category}>
            <input type="checkbox" name="in" value={category} defaultChecked={within.includes(category)} /> {category}
            {papers !== null && ` (${papers})`}
          </label>
        ))}
        <Button kind="quiet">Show these</Button>
        {within.length > 0 && <a href={paths.author(name)}>Show all</a>}
      </fieldset>
    </form>
  )
}
