import type { SourceFacts } from '../signals/source-facts'
import { gauge, type Sample } from './prometheus'

/** How the sources of signals that are switched on do, in Prometheus' text format. Pure. */
export function renderSignalMetrics(sources: readonly SourceFacts[]): string {
  const on = sources.filter(({ isOn }) => isOn)
  const ages = on.flatMap(({ name, answerAgeSeconds }): Sample[] =>
    answerAgeSeconds === null ? [] : [[`{source="${name}"}`, answerAgeSeconds]],
  )
  return [
    gauge('signal_answer_age_seconds', 'Time since a source of signals last gave a usable answer.', ages),
    gauge(
      'signal_failures',
      'Looks at a source of signals that failed since the last good one.',
      on.map(({ name, failures }): Sample => [`{source="${name}"}`, failures]),
    ),
  ].join('')
}
