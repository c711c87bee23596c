import { paths } from '@/lib/paths'
import { Button } from './Button'

/** An address and a button, on every page: the daily digest of what is trending. The rest is asked when it is confirmed. */
export function SubscribeBox({ email }: { email: string }) {
  return (
    <form method="post" action={paths.subscribe}>
      <label htmlFor="subscribe-email">The day’s papers, by email</label>
      <input
        id="subscribe-email"
        type="email"
        name="email"
        required
        autoComplete="email"
        defaultValue={email}
        placeholder="you@example.org"
      />
      <input type="hidden" name="view" value={paths.trending} />
      <input type="hidden" name="zone" data-zone="" />
      <Button>Subscribe</Button>
    </form>
  )
}
