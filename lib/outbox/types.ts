import { config } from '../config'

/** Every kind of mail that the ledger carries, the most urgent first: senders take them in this order. */
export const MAIL_KINDS = ['sign-in', 'confirm', 'invitation', 'welcome', 'copy', 'claim', 'comment', 'digest'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

/** A mail that somebody waits for, queued by the request that asked for it. */
export type TransactionalMail =
  | SignInMail
  | ConfirmMail
  | InvitationMail
  | WelcomeMail
  | CopyMail
  | ClaimMail
  | CommentMail

export interface SignInMail {
  kind: 'sign-in'
  /** As `EmailAddress` gives it. */
  recipient: string
  /** Both are secrets; they leave the ledger as soon as the mail is settled. */
  content: {
    code: string
    /** Absolute. */
    url: string
  }
}

export interface ConfirmMail {
  kind: 'confirm'
  recipient: string
  subscriptionId: string
  /** Nothing that was typed into the form as it was typed: a stranger may have typed it. */
  content: {
    /** Absolute, signed. */
    confirmUrl: string
    /** A title of ours. */
    viewTitle: string
    hour: number
    zone: string
    /** In words: `every day`. */
    rhythm: string
  }
}

export interface InvitationMail {
  kind: 'invitation'
  recipient: string
  content: {
    /** Absolute, signed. */
    url: string
    days: number
  }
}

export interface WelcomeMail {
  kind: 'welcome'
  recipient: string
  subscriptionId: string
  content: {
    viewTitle: string
    /** Absolute. */
    viewUrl: string
    /** In words: `every day at 08:00 (Europe/Berlin)`. */
    schedule: string
    /** In words: `on Tue 24 Nov, 08:00 Europe/Berlin`. */
    first: string
  }
}

/** A digest once more, for whoever asks for it. */
export interface CopyMail {
  kind: 'copy'
  recipient: string
  /** Whose digest it is; null: an operator tries one out. */
  subscriptionId: string | null
  /** As lib/digest/copies.ts reads it. */
  content: { issueId: string; subscriptionId: string; mark: 'again' | 'test'; papers: string[]; day: string }
}

/** A moderator decided on the reader's claim to be an author. */
export interface ClaimMail {
  kind: 'claim'
  recipient: string
  content: {
    outcome: 'granted' | 'refused' | 'final'
    /** As the paper names them. */
    author: string
    paperTitle: string
    /** The moderator's, readable as it stands. */
    reason: string
    /** Absolute. */
    url: string
  }
}

/** Somebody answered a comment of the reader, or called them by name. */
export interface CommentMail {
  kind: 'comment'
  recipient: string
  content: {
    commentId: string
    /** The account that it is for: who has the mail may stop such mails. */
    reader: string
    isAnswer: boolean
    /** What the writer is called. */
    author: string
    paperTitle: string
    /** Readable as it stands. */
    text: string
    /** Absolute. */
    url: string
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long after it was queued a mail may still be sent: later it would be worthless, or bewildering. */
export const DEADLINE_MS: Readonly<Record<MailKind, number>> = {
  'sign-in': 10 * MINUTE_MS,
  confirm: 24 * HOUR_MS,
  invitation: 24 * HOUR_MS,
  welcome: 24 * HOUR_MS,
  copy: 12 * HOUR_MS,
  claim: 72 * HOUR_MS,
  comment: 24 * HOUR_MS,
  digest: 12 * HOUR_MS,
}

/** Kinds that are always sent again: somebody waits for them, and the second copy does no harm. */
const ALWAYS_RESENT: readonly MailKind[] = ['sign-in', 'confirm', 'invitation', 'copy']

/**
 * Kinds that are sent again when it is not known whether they were accepted. A digest is not, unless the operator set so: never twice
 * (docs/decisions/0009-delivery-ledger.md).
 */
export const resentWhenUnknown = (): readonly MailKind[] =>
  config().mailUnknown === 'resend' ? MAIL_KINDS : ALWAYS_RESENT

/** PostgreSQL's channel on which senders hear of new rows. */
export const SENDERS_CHANNEL = 'broadsheet_deliveries'
