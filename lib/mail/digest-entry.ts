import { createElement } from 'react'
import { DigestPaper } from '@/emails/digest-paper'
import { digestPaperText } from '@/emails/digest-text'
import type { MailPaper } from './kinds'
import { renderMarkup } from './render-markup'
import { shorten } from './shorten'
import { encodeTemplate, parseTemplate, slot, type Template } from './template'

/** Both parts of something, as text and as it stands in a message. */
export interface Parts<T> {
  html: T
  text: T
}

/** One paper as an issue's mails show it. */
export interface Entry {
  plain: Parts<Template>
  encoded: Parts<Template>
  /** Of the HTML, without what its links take. */
  octets: number
  shortened: boolean
}

/** How an entry is shown; limits are in characters of the abstract. */
export interface EntryForm {
  htmlLimit: number
  textLimit: number
  withLinks: boolean
}

/** What differs in an entry from mail to mail. */
export const ENTRY_SLOTS = { rank: 'rank', textRank: 'text-rank', vote: 'vote', save: 'save' } as const

const made = new WeakMap<MailPaper, Map<string, Entry>>()

/** The entry of a paper: made once per paper object and form, whoever gets it. */
export function entryOf(paper: MailPaper, form: EntryForm): Entry {
  const forms = made.get(paper) ?? new Map<string, Entry>()
  made.set(paper, forms)
  const key = `${form.htmlLimit} ${form.textLimit} ${form.withLinks}`
  const entry = forms.get(key) ?? makeEntry(paper, form)
  forms.set(key, entry)
  return entry
}

function makeEntry(paper: MailPaper, { htmlLimit, textLimit, withLinks }: EntryForm): Entry {
  const links = withLinks ? { links: { voteUrl: slot(ENTRY_SLOTS.vote), saveUrl: slot(ENTRY_SLOTS.save) } } : {}
  const shown = limited(paper, htmlLimit)
  const html = renderMarkup(
    createElement(DigestPaper, { paper: shown, slots: { rank: slot(ENTRY_SLOTS.rank), ...links } }),
  )
  const text = digestPaperText(limited(paper, textLimit), { rank: slot(ENTRY_SLOTS.textRank), ...links })
  const plain = { html: parseTemplate(html), text: parseTemplate(text) }
  return {
    plain,
    encoded: { html: encodeTemplate(plain.html), text: encodeTemplate(plain.text) },
    octets: Buffer.byteLength(html),
    shortened: shown.shortened,
  }
}

/** With room for none of it, an abstract is left out, and its paper is not called shortened: the title leads to it. */
function limited(paper: MailPaper, limit: number) {
  const abstract = shorten(paper.abstract, limit)
  return { ...paper, abstract, shortened: abstract !== '' && abstract !== paper.abstract }
}
