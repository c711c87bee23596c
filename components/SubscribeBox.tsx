import { paths } from '@/lib/paths'
import { Button } from './Button'
import { Personal } from './Personal'

/** The daily digest of what is trending, on every page: an address and a button; a reader's own address is known, so theirs is a link. */
export function SubscribeBox() {
  return <Personal mark="reader" no={<AddressForm />} yes={<KnownAddress />} />
}

/** The rest is asked when it is confirmed. */
function AddressForm() {
  return (
    <form method="post" action={paths.subscribe}>
      <label htmlFor="subscribe-email">The day’s papers, by email</label>
      <input
        id="subscribe-email"
        type="email"
        name="email"
        required
        autoComplete="email"
        placeholder="you@example.org"
      />
      <input type="hidden" name="view" value={paths.trending} />
      <input type="hidden" name="zone" data-zone="" />
      <Button>Subscribe</Button>
    </form>
  )
}

function KnownAddress() {
  return (
    <p className="by-email">
      <a className="button" href={paths.subscribeTo(paths.trending)}>
        The day’s papers, by email
      </a>
    </p>
  )
}
