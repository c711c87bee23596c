import type { Template } from '../template'
import { ENTRY_SLOTS } from './digest-entry'
import { embed, encodeValue, oneAfterAnother, type Parts } from './template'

export type Write = (value: string) => string
/** What places are filled with, by their names. */
export type Values = Readonly<Record<string, string>>

/** Names of the places of a paper that stay open until a mail has its reader; its place in the mail follows. */
export const VOTE = 'vote '
export const SAVE = 'save '

/** How the parts of a mail are written. */
interface Form {
  html: Write
  text: Write
  /** Between two papers of the text. */
  between: string
}

/** Both parts of a mail from the templates of its frame and its papers. */
export const partsOf = (frame: Parts<Template>, papers: readonly Parts<Template>[], values: Values, form: Form) => ({
  html: together(
    frame.html,
    papers.map(({ html }) => html),
    values,
    form.html,
  ),
  text: together(
    frame.text,
    papers.map(({ text }) => text),
    values,
    form.text,
    form.between,
  ),
})

/** One part of a mail from the templates of its frame and its papers, with values as that part writes them. */
function together(frame: Template, papers: readonly Template[], values: Values, write: Write, between = ''): Template {
  const written = (value: string): Template => ({ pieces: [write(value)], slots: [] })
  const ranked = papers.map((paper, index) =>
    embed(paper, (name) => {
      if (name === ENTRY_SLOTS.rank) return written(String(index + 1))
      if (name === ENTRY_SLOTS.textRank) return written(`${index + 1}. `.padEnd(4))
      return { pieces: ['', ''], slots: [(name === ENTRY_SLOTS.vote ? VOTE : SAVE) + index] }
    }),
  )
  return embed(frame, (name) => {
    if (name === 'papers') return oneAfterAnother(ranked, between)
    const value = values[name]
    return value === undefined ? undefined : written(value)
  })
}

export const escapeMarkup = (text: string) =>
  NEEDS_NO_ESCAPE.test(text)
    ? text
    : text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
/** Most values are the same in markup. */
export const NEEDS_NO_ESCAPE = /^[^&"<>]*$/

/** As people read it. */
export const PLAIN: Form = { html: escapeMarkup, text: (value) => value, between: '\n\n' }
/** As it stands in a message. */
export const ENCODED: Form = {
  html: (value) => encodeValue(escapeMarkup(value)),
  text: encodeValue,
  between: '\r\n\r\n',
}
