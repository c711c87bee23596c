import { createElement } from 'react'
import { Digest, type DigestProps } from '@/emails/digest'
import { digestText } from '@/emails/digest-text'
import { remembered } from '../remembered'
import { slot, type Template } from '../template'
import { renderDocument } from './render-markup'
import { encodedParts, type Parts, templatesOf } from './template'

/** Frames kept in memory: most lists share one. */
const KEPT = 64

/** What stands around the entries. */
export interface Frame {
  plain: Parts<Template>
  encoded: Parts<Template>
  /** Of the HTML, without what its places take. */
  octets: number
}

/** What a frame says by itself, without what differs from list to list, day to day and mail to mail. */
export type FrameWords = Pick<DigestProps, 'siteName' | 'notes' | 'postalAddress'> & {
  hasLinks: boolean
  /** Of the HTML only: the text is always whole. */
  note: string | null
}

/** The frame of these words: made once while it is in use. */
export const frameOf = (words: FrameWords): Frame => remade(JSON.stringify(words))

const remade = remembered(KEPT, (words) => makeFrame(JSON.parse(words) as FrameWords))

function makeFrame({ hasLinks, note, ...words }: FrameWords): Frame {
  const props: DigestProps = {
    ...words,
    subject: slot('subject'),
    preheader: slot('preheader'),
    // Readers give their digests names of their own.
    heading: slot('heading'),
    edition: slot('edition'),
    viewUrl: slot('view'),
    papers: slot('papers'),
    links: hasLinks
      ? { unsubscribeUrl: slot('unsubscribe'), pauseUrl: slot('pause'), manageUrl: slot('manage') }
      : undefined,
  }
  const notes = note ? [...words.notes, note] : words.notes
  const html = renderDocument(createElement(Digest, { ...props, notes }))
  const text = digestText({ ...props, heading: slot('text-heading'), edition: slot('text-edition') })
  const plain = templatesOf({ html, text })
  return { plain, encoded: encodedParts(plain), octets: Buffer.byteLength(html) }
}
