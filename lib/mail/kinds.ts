import { z } from 'zod'
import { plain } from './plain'

const line = z.string().transform(plain)
const webAddress = z.string().refine(isWebAddress, 'takes an http:// or https:// address')
const count = z.number().int().nonnegative()

/** A picture that the mail brings along; shown at half its pixels, as on the site. */
const MailFigure = z.object({ file: z.string().regex(/^[\w.-]+$/), alt: line, width: count, height: count })

/** One paper as a mail shows it. All text is readable as it stands: accents and math in Unicode, no TeX, no markup. */
export const MailPaper = z.object({
  id: line,
  url: webAddress,
  title: line,
  abstract: line,
  /** One line: `Ada Lovelace, Charles Babbage and 3 more`. */
  authors: line,
  /** Primary first. */
  categories: z.array(line),
  votes: count,
  /** The day of its announcement: `2026-11-20`. */
  day: z.iso.date().nullish(),
  /** Why it is in this mail, in a short phrase: `new in cs.LG`, `updated: version 3`. */
  why: line.nullish(),
  /** Between dollars: formulas of title and abstract whose readable form is not their TeX. */
  formulas: z.array(line).default([]),
  /** How each of them is shown. */
  readable: z.array(line).default([]),
  figure: MailFigure.nullish(),
})

/** How much of each paper a digest shows. */
const MailShape = z.enum(['full', 'short', 'titles'])

/** A digest, the same for everybody who gets the issue. What differs from reader to reader comes with the envelope. */
export const DigestContent = z.object({
  siteName: line,
  /** What the list is: `Trending on arXiv`. */
  heading: line,
  /** Which edition of it: `Friday, 20 November 2026`. */
  subtitle: line,
  papers: z.array(MailPaper).min(1).max(100),
  /** The same list on the site. */
  viewUrl: webAddress,
  shape: MailShape.default('full'),
  /** Sentences the reader should know, such as what was not complete when it was composed. */
  notes: z.array(line).default([]),
})

export const SignInContent = z.object({
  siteName: line,
  code: line,
  url: webAddress,
  /** How long code and link live. */
  minutes: count.default(10),
})

/**
 * The question whether a subscription is wanted. Anybody may have typed the address, so nothing that a stranger wrote may
 * stand in it: `viewTitle` is a title of ours.
 */
export const ConfirmContent = z.object({
  siteName: line,
  confirmUrl: webAddress,
  viewTitle: line,
  /** Local hour, 0 to 23. */
  hour: count.max(23),
  /** IANA time zone. */
  zone: line,
  /** On which days, in words: `every day`, `on Mondays and Fridays`. */
  rhythm: line.default('every day'),
})

/** A way into a site that is not for everybody. Nothing that an admin wrote stands in it. */
export const InvitationContent = z.object({
  siteName: line,
  url: webAddress,
  /** How long the link lives. */
  days: count,
})

/** What follows a confirmation: what was ordered, and when it comes. */
export const WelcomeContent = z.object({
  siteName: line,
  viewTitle: line,
  viewUrl: webAddress,
  /** In words: `every day at 08:00 (Europe/Berlin)`. */
  schedule: line,
  /** In words, in the reader's zone: `Monday, 23 November 2026, at 08:00`. */
  first: line,
})

/** Somebody answered a comment of the reader, or called them by name. A stranger wrote `author` and `text`: both are shown as text alone. */
export const CommentContent = z.object({
  siteName: line,
  isAnswer: z.boolean(),
  author: line,
  paperTitle: line,
  /** Paragraphs, parted by empty lines. */
  text: z.string().transform((text) =>
    text
      .split(/\n\s*\n/)
      .map(plain)
      .filter(Boolean),
  ),
  url: webAddress,
})

/** What a moderator made of the reader's claim to be an author. The moderator's reason is shown as text alone. */
export const ClaimContent = z.object({
  siteName: line,
  outcome: z.enum(['granted', 'refused', 'final']),
  author: line,
  paperTitle: line,
  reason: line,
  url: webAddress,
})

/** The frozen content of each kind of mail, as it is read back from the ledger. */
export const MAIL_CONTENTS = {
  digest: DigestContent,
  'sign-in': SignInContent,
  confirm: ConfirmContent,
  invitation: InvitationContent,
  welcome: WelcomeContent,
  comment: CommentContent,
  claim: ClaimContent,
} as const

export type MailKind = keyof typeof MAIL_CONTENTS
export type MailPaper = z.infer<typeof MailPaper>
export type DigestContent = z.infer<typeof DigestContent>

/** What a composer hands in: like the content, with defaults left out where there are any. */
export type MailInput = { [K in MailKind]: z.input<(typeof MAIL_CONTENTS)[K]> }

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[!-~]+$/.test(value) && URL.canParse(value)
}
