import { UpstreamError } from '../errors'
import { GateClosed } from '../upstream/gate'
import { readGithub } from './github'
import { readHf } from './hf'
import type { SignalSettings } from './settings'
import type { SourceName } from './source-facts'
import type { SourceReport } from './source-report'
import { noteAnswer, noteTrouble, restsUntil } from './source-state'

/** What became of a look at a source; `resting`: it is left alone for a while. */
export type SourceOutcome =
  | ({ status: 'read' } & SourceReport)
  | { status: 'resting' }
  | { status: 'failed'; trouble: string }

const READERS: Record<SourceName, (settings: SignalSettings) => Promise<SourceReport>> = {
  hf: readHf,
  github: readGithub,
}

/**
 * Looks at each source that is switched on, one after the other. One that is down, slow or tells nonsense is noted and left alone for a
 * while; it stops neither the others nor anything else. A job's work, safe to run twice and beside itself.
 */
export async function runSignals(settings: SignalSettings): Promise<Partial<Record<SourceName, SourceOutcome>>> {
  const outcomes: Partial<Record<SourceName, SourceOutcome>> = {}
  for (const name of settings.sources) outcomes[name] = await look(name, settings)
  return outcomes
}

async function look(name: SourceName, settings: SignalSettings): Promise<SourceOutcome> {
  const { clock, signal } = settings
  if (signal?.aborted || (await restsUntil(name))) return { status: 'resting' }
  try {
    const report = await READERS[name](settings)
    await noteAnswer(name, report, clock.now())
    return { status: 'read', ...report }
  } catch (error) {
    // Nobody was asked, or we were told to stop: that is no trouble of the source.
    if (error instanceof GateClosed || signal?.aborted) return { status: 'resting' }
    if (!(error instanceof UpstreamError)) throw error
    await noteTrouble(name, error.message, clock.now())
    return { status: 'failed', trouble: error.message }
  }
}
