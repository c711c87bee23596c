import type { Chunks } from './template'

/** Links that belong to one reader: signed, so they stand in this reader's mails only. */
export interface ReaderLinks {
  /** A page with a button. */
  unsubscribeUrl: string
  /** RFC 8058: answers a POST without cookies. */
  oneClickUrl: string
  /** RFC 2369: who writes to it leaves the list. */
  leaveAddress: string
  /** A page with a button. */
  pauseUrl: string
  manageUrl: string
  /** Pages with a button each, for one paper of the mail. */
  paperUrls(paperId: string): { voteUrl: string; saveUrl: string }
}

/** How mails of a conversation are stopped. */
export interface StopLinks {
  /** A page with a button; answers a POST without cookies, too (RFC 8058). */
  oneClickUrl: string
  manageUrl: string
  /** Nobody reads what is written there, so there is no address. */
  leaveAddress?: undefined
}

/** What is on the outside of one mail, decided once per delivery so that every attempt sends the same bytes. */
export interface MailEnvelope {
  recipient: string
  /** `Name <address>`. */
  from: string
  /** With its angle brackets; see `messageIdOf`. */
  messageId: string
  /** When the delivery was made, not when it is tried. */
  date: Date
  /** The envelope's sender, to which undeliverable mail comes back; absent: the address of `from`. */
  returnPath?: string | undefined
  /** Where mail to a person goes, when somebody reads it. */
  replyTo?: string | undefined
  /** For the footer: some laws ask bulk senders for it. */
  postalAddress?: string | undefined
  /** Digests have them; mails that answer a person's request do not. */
  links?: ReaderLinks | undefined
  /** Mails of a conversation have these instead. */
  stop?: StopLinks | undefined
  /** RFC 2919, without brackets: `daily-trending.papers.example.org`. */
  listId?: string | undefined
  /** The issue that a digest is of. */
  issueId?: string | undefined
}

/** A picture that is part of a mail, so that nothing is fetched when it is opened. */
export interface InlinePicture {
  /** Its name, and what the HTML calls it by (`cidOf`). */
  file: string
  type: 'image/png' | 'image/jpeg'
  /** Without line breaks. */
  base64: string
}

export type MailHeader = readonly [name: string, value: string]

/** A mail, rendered and ready to be sent. */
export interface Mail {
  from: string
  recipient: string
  messageId: string
  date: Date
  /** The envelope's sender; absent: the address of `from`. */
  returnPath?: string | undefined
  replyTo?: string | undefined
  subject: string
  html: string
  text: string
  /** Both in quoted-printable, where that was made of pieces encoded before. */
  encoded?: { html: Chunks; text: Chunks } | undefined
  /** What its HTML shows. */
  inline?: readonly InlinePicture[] | undefined
  /** All beyond those above. */
  headers: MailHeader[]
}
