import { sweepDeps } from '@/lib/ingest/settings'
import { runSweep, type SweepReport } from '@/lib/ingest/sweep'
import type { CommandContext, Options } from '../command/types'

/** A person who asks for it gets a sweep also when tonight's is finished. */
export async function sweepNow({ signal, progress }: Pick<CommandContext<Options>, 'signal' | 'progress'>) {
  const display = progress('records read')
  let shown = 0
  const onProgress = (records: number) => {
    display.advance(records - shown)
    shown = records
  }
  const report = await runSweep({ ...sweepDeps(signal), anyway: true, onProgress })
  display.done()
  return { json: report, text: inWords(report), failed: report.sets.every(({ state }) => state === 'left') }
}

function inWords({ added, updated, unchanged, rejected, repairs, sets }: SweepReport): string {
  const repaired = Object.entries(repairs).map(([kind, count]) => `${count} ${kind}`)
  return [
    `${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected.length} rejected.`,
    repaired.length > 0 ? `Repaired: ${repaired.join(', ')}.` : 'Nothing was to be repaired.',
    ...rejected.map(({ id, reason }) => `Rejected ${id}: it ${reason}.`),
    ...sets.flatMap(({ set, reason }) => (reason ? [`Left for the next sweep: ${set}. ${reason}`] : [])),
  ].join('\n')
}
