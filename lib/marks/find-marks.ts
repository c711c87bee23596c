import type { Marks } from '../http/marked-document'
import { findReaderMarks } from '../reading/reader-marks'
import { type Asked, judgeAsked, otherNumbers } from './asked'
import { findNumbers } from './find-numbers'

/** What holds of this reader among the marks that a page asks about, and its live numbers, all read now. For pages that are not kept. */
export async function findMarks(readerId: string, asked: Asked, now: Date): Promise<Marks> {
  const [of, others] = await Promise.all([findReaderMarks(readerId), findNumbers(readerId, otherNumbers(asked))])
  if (!of) return { held: new Set(['reader']), numbers: others }
  const { held, numbers } = judgeAsked(asked, of, now)
  return { held, numbers: new Map([...numbers, ...others]) }
}
