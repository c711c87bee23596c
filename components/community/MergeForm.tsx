import { paths } from '@/lib/paths'
import { ModerationForm } from './ModerationForm'

/** For moderators: which other paper is the same work. */
export function MergeForm({ paperId }: { paperId: string }) {
  return (
    <div className="talk">
      <ModerationForm
        act="merge"
        label="Merge into another paper"
        back={paths.paper(paperId)}
        about={{ paper: paperId }}
      >
        <div className="field">
          <label htmlFor="merge-into">The same work is</label>
          <p className="hint">
            Its identifier or address at arXiv. Votes and comments go there, and so does whoever comes here. The log
            undoes it.
          </p>
          <input id="merge-into" name="into" required maxLength={200} autoComplete="off" />
        </div>
      </ModerationForm>
    </div>
  )
}
