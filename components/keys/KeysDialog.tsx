import { Button } from '../Button'
import { KeyList } from './KeyList'

/** What `?` opens; it stands in every page, since nothing is fetched for it. */
export function KeysDialog() {
  return (
    <dialog id="help" aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <KeyList />
      <form method="dialog">
        <Button>Close</Button>
      </form>
    </dialog>
  )
}
