const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** When a mail was written: 20 Nov 2026, 08:00 UTC. */
export function MailTime({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{words.format(at)} UTC</time>
}
