import { Temporal } from 'temporal-polyfill'
import { fixedClock } from '@/lib/clock'
import { config } from '@/lib/config'
import type { DigestReport } from '@/lib/digest/run-digest'
import { InputError } from '@/lib/errors'
import { runCommand } from './command'
import type { CommandContext, Options } from './command/types'

const STOPPED = 'Stopped before the end; the next run goes on from here. '

await runCommand({
  name: 'digest',
  summary: 'Composes the digests that are due and delivers them, with those that wait from before.',
  options: {
    at: {
      type: 'string',
      takes: 'ISO-INSTANT',
      description:
        'as if it were this instant, such as 2026-11-24T08:00:00Z; what was due long before it counts as missed, and is never sent',
    },
    'dry-run': { type: 'boolean', description: 'tells what would be sent, and sends and writes nothing' },
  },
  needsDatabase: true,
  run: async ({ values, signal, progress }) => {
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
    const shown = showing(progress)
    try {
      const report = await runDigest({ transport, clock, signal, ...shown })
      return { json: report, text: `${signal.aborted ? STOPPED : ''}Composed ${inWords(report)}` }
    } finally {
      shown.done()
      await transport.close()
    }
  },
})

/** How far composing is, then how far sending. */
function showing(progress: CommandContext<Options>['progress']) {
  let display = progress('mails composed')
  return {
    onComposed: (mails: number) => display.advance(mails),
    onSending: (total: number) => {
      display.done()
      display = progress('mails tried', total)
    },
    onMail: () => display.advance(),
    done: () => display.done(),
  }
}

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
