import { db } from '../database/client'
import { type SourceFacts, type SourceName, secondsBetween } from './source-facts'

const NAMES: readonly SourceName[] = ['hf', 'github']

/** How each source of signals does, in one order. Changes nothing, asks nobody outside. */
export async function findSources(on: readonly SourceName[], now: Date): Promise<SourceFacts[]> {
  const [rows, gates] = await Promise.all([db().signalSource.findMany(), db().gate.findMany()])
  return NAMES.map((name) => {
    const row = rows.find((one) => one.name === name)
    const openAt = gates.find((gate) => gate.name === name)?.openAt ?? now
    return {
      name,
      isOn: on.includes(name),
      answerAgeSeconds: row?.answeredAt ? secondsBetween(row.answeredAt, now) : null,
      answeredAt: row?.answeredAt ?? null,
      toldAt: row?.toldAt ?? null,
      trouble: row?.trouble ?? null,
      troubleSince: row?.troubleSince ?? null,
      failures: row?.failures ?? 0,
      restsUntil: openAt > now ? openAt : null,
    }
  })
}
