import { createElement } from 'react'
import { DigestPaper } from '@/emails/digest-paper'
import { digestPaperText } from '@/emails/digest-text'
import { remembered } from '../remembered'
import { slot, type Template } from '../template'
import type { MailPaper } from './kinds'
import { renderMarkup } from './render-markup'
import { shorten } from './shorten'
import { encodedParts, type Parts, templatesOf } from './template'

/** One paper as an issue's mails show it. */
export interface Entry {
  /** Made anew: what is sent is the other. */
  plain: () => Parts<Template>
  encoded: Parts<Template>
  /** Of the HTML, without what its links take. */
  octets: number
}

/** How an entry is shown; limits are whole numbers of characters of the abstract. */
export interface EntryForm {
  htmlLimit: number
  textLimit: number
  withLinks: boolean
}

/** What differs in an entry from mail to mail. */
export const ENTRY_SLOTS = { rank: 'rank', textRank: 'text-rank', vote: 'vote', save: 'save' } as const

/** Entries kept in memory, some 30 KB each: papers that are on many lists of a day. */
const KEPT = 400

/** The entry of a paper: made once for all issues and readers to whom it is shown with the same words. */
export const entryOf = (paper: MailPaper, form: EntryForm): Entry => remade(JSON.stringify({ paper, form }))

const remade = remembered(KEPT, (words) => {
  const { paper, form } = JSON.parse(words) as { paper: MailPaper; form: EntryForm }
  return makeEntry(paper, form)
})

function makeEntry(paper: MailPaper, form: EntryForm): Entry {
  const { html, text } = written(paper, form)
  return {
    plain: () => templatesOf(written(paper, form)),
    encoded: encodedParts(templatesOf({ html, text })),
    octets: Buffer.byteLength(html),
  }
}

function written(paper: MailPaper, { htmlLimit, textLimit, withLinks }: EntryForm): Parts<string> {
  const links = withLinks ? { links: { voteUrl: slot(ENTRY_SLOTS.vote), saveUrl: slot(ENTRY_SLOTS.save) } } : {}
  const slots = { rank: slot(ENTRY_SLOTS.rank), ...links }
  return {
    html: renderMarkup(createElement(DigestPaper, { paper: limited(paper, htmlLimit), slots })),
    text: digestPaperText(withItsFormulas(limited(paper, textLimit)), { rank: slot(ENTRY_SLOTS.textRank), ...links }),
  }
}

/** With room for none of it, an abstract is left out, and its paper is not called shortened: the title leads to it. */
function limited(paper: MailPaper, limit: number) {
  const abstract = shorten(paper.abstract, limit)
  return { ...paper, abstract, shortened: abstract !== '' && abstract !== paper.abstract }
}

/** The source of a formula is told beside a text that shows it. */
function withItsFormulas(shown: ReturnType<typeof limited>) {
  const text = `${shown.title}\n${shown.abstract}`
  return { ...shown, formulas: shown.formulas.filter((_, at) => text.includes(shown.readable[at] ?? '')) }
}
