import { Temporal } from 'temporal-polyfill'
import { fixedClock } from '@/lib/clock'
import { config } from '@/lib/config'
import type { DigestReport } from '@/lib/digest/run-digest'
import { InputError } from '@/lib/errors'
import { runCommand } from './command'

await runCommand({
  name: 'digest',
  summary: 'Composes the digests that are due and delivers them, with those that wait from before.',
  options: {
    at: {
      type: 'string',
      takes: 'ISO-INSTANT',
      description: 'as if it were this instant, such as 2026-11-24T08:00:00Z',
    },
    'dry-run': { type: 'boolean', description: 'tells what would be sent, and sends and writes nothing' },
  },
  needsDatabase: true,
  run: async ({ values }) => {
    // Imported only now: help and wrong usage need no database client.
    const { planDigest } = await import('@/lib/digest/plan-digest')
    const { runDigest } = await import('@/lib/digest/run-digest')
    const { openTransport } = await import('@/lib/mail/transport')
    const clock = values.at === undefined ? config().clock : fixedClock(instant(values.at))
    if (values['dry-run']) {
      const plan = await planDigest(clock.now())
      return { json: plan, text: `Would compose ${inWords(plan)}` }
    }
    const transport = openTransport(config())
    try {
      const report = await runDigest({ transport, clock })
      return { json: report, text: `Composed ${inWords(report)}` }
    } finally {
      await transport.close()
    }
  },
})

function instant(text: string): Date {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds)
  } catch {
    throw new InputError(`--at takes an instant with its zone, such as 2026-11-24T08:00:00Z; “${text}” is none.`)
  }
}

function inWords({ issues, ...counts }: DigestReport): string {
  const mails = Object.entries(counts).map(([state, count]) => `${count} ${state}`)
  return `${issues} ${issues === 1 ? 'issue' : 'issues'}; mails: ${mails.join(', ')}.`
}
