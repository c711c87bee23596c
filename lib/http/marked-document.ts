/** A piece of a page: the same for everybody, or one of the spots of `components/Personal.tsx`. */
export type Part = string | Choice | LiveNumber

export interface Choice {
  mark: string
  no: Part[]
  yes: Part[]
}

export interface LiveNumber {
  of: string
  /** As text of the page, when it was made. */
  shown: string
  /** Shown instead of the digits. */
  words: readonly [one: string, many: string] | null
}

/** What is known of one reader, as far as a page asks. */
export interface Marks {
  /** The marks that hold. */
  readonly held: ReadonlySet<string>
  readonly numbers: ReadonlyMap<string, number>
}

/** Who asks for a page, and what holds of them there. */
export interface MarkedReader {
  /** Their identifier. */
  reader: string
  /** The very same object only while it is the same page, for the same reader, with nothing changed. */
  marks: Marks
}

/** Nobody in particular: no mark holds, and numbers stay as they were when the page was made. */
export const NOBODY: Marks = { held: new Set(), numbers: new Map() }

/** The page of one reader, as text. */
export function choose(parts: readonly Part[], marks: Marks): string {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if ('mark' in part) text += choose(marks.held.has(part.mark) ? part.yes : part.no, marks)
    else text += numberText(part, marks)
  }
  return text
}

/** What a live number reads like for this reader. */
export function numberText({ of, shown, words }: LiveNumber, marks: Marks): string {
  const now = marks.numbers.get(of)
  if (now === undefined) return shown
  return words ? (now === 1 ? words[0] : words[1]) : String(now)
}

/** Every mark and number that a page asks about, each once. */
export function askedBy(parts: readonly Part[]): { marks: string[]; numbers: string[] } {
  const marks = new Set<string>()
  const numbers = new Set<string>()
  const look = (some: readonly Part[]) => {
    for (const part of some) {
      if (typeof part === 'string') continue
      if ('of' in part) numbers.add(part.of)
      else {
        marks.add(part.mark)
        look(part.no)
        look(part.yes)
      }
    }
  }
  look(parts)
  return { marks: [...marks], numbers: [...numbers] }
}
