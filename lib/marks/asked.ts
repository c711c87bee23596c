import type { Marks } from '../http/marked-document'
import { COUNTS, type CountMarks, type JudgeMark, MARKS } from '../reading/judge-marks'
import type { ReaderMarks } from '../reading/reader-marks'

/** What a page asks about its reader. */
export interface Asked {
  marks: readonly string[]
  numbers: readonly string[]
}

/** A kept page, as far as its reader is concerned. */
export interface AskingPage {
  asked: Asked
  /** Milliseconds of the monotonic clock at which somebody began to make it: what was committed before is in its numbers. */
  begunAtMs: number
}

interface Questions {
  marks: { mark: string; name: string; judge: JudgeMark }[]
  counts: { number: string; name: string; count: CountMarks }[]
  /** Live numbers of kinds that the database alone can tell. */
  others: string[]
}

/** A page's names are taken apart once, however many readers ask for it. */
const takenApart = new WeakMap<Asked, Questions>()

/** What holds of a reader of whom this is known, and what follows from it in numbers. `reader` holds of whoever is signed in. */
export function judgeAsked(asked: Asked, of: ReaderMarks, now: Date): Marks {
  const { marks, counts } = questionsOf(asked)
  const held = new Set(['reader'])
  for (const { mark, name, judge } of marks) if (judge(name, of, now)) held.add(mark)
  const numbers = new Map<string, number>()
  for (const { number, name, count } of counts) {
    const counted = count(name, of)
    if (counted !== null) numbers.set(number, counted)
  }
  return { held, numbers }
}

/** The numbers of a page that do not follow from what its reader did alone. */
export const otherNumbers = (asked: Asked): readonly string[] => questionsOf(asked).others

function questionsOf(asked: Asked): Questions {
  const known = takenApart.get(asked)
  if (known) return known
  const questions: Questions = { marks: [], counts: [], others: [] }
  for (const mark of asked.marks) {
    const [kind, name] = parted(mark)
    const judge = MARKS[kind]
    if (judge) questions.marks.push({ mark, name, judge })
  }
  for (const number of asked.numbers) {
    const [kind, name] = parted(number)
    const count = COUNTS[kind]
    if (count) questions.counts.push({ number, name, count })
    else questions.others.push(number)
  }
  takenApart.set(asked, questions)
  return questions
}

/** Kind and name, as `vote:2406.01234` holds them. */
function parted(text: string): [kind: string, name: string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}
