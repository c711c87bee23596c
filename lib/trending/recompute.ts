import { z } from 'zod'
import { InputError } from '../errors'
import { announcementTick } from './announcement-clock'
import { logSum } from './log-sum'
import { termScore } from './term'

export interface RecomputedPlace {
  id: string
  score: number
}

const Line = z.tuple([z.string().min(1), z.string().min(1), z.coerce.number().positive(), z.coerce.date()])

/**
 * The trending list out of the public log alone, best first: what the page shows, but for the minutes of each hour. Needs no database.
 * @throws InputError for a line that is none
 */
export async function recomputePage(lines: AsyncIterable<string>, limit: number): Promise<RecomputedPlace[]> {
  const scores = new Map<string, number>()
  for await (const line of lines) {
    if (line === '' || line.startsWith('#') || line === 'paper,kind,weight,hour') continue
    const read = Line.safeParse(line.split(','))
    if (!read.success)
      throw new InputError(`“${line.slice(0, 80)}” is no line of a ranking log: paper, kind, weight, hour.`)
    const [id, , weight, hour] = read.data
    const part = termScore({ tick: announcementTick(hour), weight })
    const known = scores.get(id)
    scores.set(id, known === undefined ? part : logSum(known, part))
  }
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}
