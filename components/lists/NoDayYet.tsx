import { paths } from '@/lib/paths'
import { EmptyState } from '../EmptyState'

/** Where the newest day, week or month would stand, before a listing of arXiv was met. */
export function NoDayYet({ title }: { title: string }) {
  return (
    <>
      <header className="view-head">
        <h1>{title}</h1>
      </header>
      <EmptyState>
        No listing of arXiv was read yet, so it is not known on which day the papers here were announced. Days stand
        here from the first one on; until then there are <a href={paths.newest}>the newest papers</a>, and{' '}
        <a href={paths.aboutFreshness}>how fresh this site is</a>.
      </EmptyState>
    </>
  )
}
