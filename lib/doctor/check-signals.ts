import type { Config } from '../config'
import { findSources } from '../signals/find-sources'
import { sourceInWords } from '../signals/source-facts'
import { type Finding, fine, notice } from './finding'

/** How the sources of signals do. A house without them works: trouble of theirs is never broken. Needs the database. */
export async function checkSignals({ signals, clock }: Pick<Config, 'signals' | 'clock'>): Promise<Finding[]> {
  const sources = await findSources(signals.sources, clock.now())
  return sources.map((facts) => (facts.trouble && facts.isOn ? notice : fine)('signals', sourceInWords(facts)))
}
