/**
 * A text with places left open for what differs from one use to the next: the text is made (and encoded) once, the places are filled
 * per mail, or per page. One piece more than there are slots.
 */
export interface Template {
  readonly pieces: readonly string[]
  readonly slots: readonly string[]
}

/** Stands around the name of a slot. No text of a mail can hold it: `plain` takes controls away; a page looks before it trusts. */
export const MARK = '\u0001'
/** A place left open, to be put into what `parseTemplate` reads. */
export const slot = (name: string): string => `${MARK}${name}${MARK}`

/** Reads a text that holds slots. */
export function parseTemplate(text: string): Template {
  const parts = text.split(MARK)
  return { pieces: parts.filter((_, at) => at % 2 === 0), slots: parts.filter((_, at) => at % 2 === 1) }
}

/** The text with its places filled. */
export function fillTemplate({ pieces, slots }: Template, valueFor: (slot: string) => string): string {
  let text = pieces[0] ?? ''
  for (const [at, name] of slots.entries()) text += valueFor(name) + (pieces[at + 1] ?? '')
  return text
}
