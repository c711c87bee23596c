import { createElement } from 'react'
import { ClaimMail, claimSubject, claimText } from '@/emails/claim'
import { CommentMail, commentSubject, commentText } from '@/emails/comment'
import { Confirm, confirmSubject, confirmText } from '@/emails/confirm'
import { Invitation, invitationSubject, invitationText } from '@/emails/invitation'
import { SignIn, signInSubject, signInText } from '@/emails/sign-in'
import { Welcome, welcomeSubject, welcomeText } from '@/emails/welcome'
import { digestSubject, renderDigest } from './digest-body'
import { headersOf } from './headers'
import {
  ClaimContent,
  CommentContent,
  ConfirmContent,
  InvitationContent,
  type MailInput,
  type MailKind,
  SignInContent,
  WelcomeContent,
} from './kinds'
import type { InlinePicture, Mail, MailEnvelope } from './mail'
import { parseDigest } from './parse-digest'
import { clip } from './plain'
import { renderDocument } from './render-markup'

/** Code points of a subject: what lists of mails show, and far below a line's limit. */
const MAX_SUBJECT = 120

/**
 * One mail, ready to be sent: the same content and envelope always give the same bytes. The content may come fresh from a
 * composer or back from the ledger as JSON: it is checked here. What the papers of a digest look like is made once per paper
 * object, so keep those objects for all deliveries of an issue.
 * @param inline the pictures that the content names
 * @throws ZodError when the content is not of its kind; Error when a header could break out of its line
 */
export function renderMail<K extends MailKind>(
  kind: K,
  content: MailInput[K],
  envelope: MailEnvelope,
  inline?: readonly InlinePicture[],
): Mail {
  const { siteName, viewUrl, subject, body } = RENDERERS[kind](content, envelope)
  const { recipient, from, messageId, date, returnPath, replyTo } = envelope
  const headers = headersOf(kind, siteName, viewUrl, envelope)
  return {
    recipient,
    from,
    messageId,
    date,
    returnPath,
    replyTo,
    subject: clip(subject, MAX_SUBJECT),
    headers,
    inline,
    get html() {
      return body.html
    },
    get text() {
      return body.text
    },
    get encoded() {
      return body.encoded
    },
  }
}

/** The same for a row of the ledger, whose kind and content are not known to the compiler. */
export function renderStoredMail(kind: string, content: unknown, envelope: MailEnvelope): Mail {
  if (!isMailKind(kind)) throw new Error(`no such kind of mail: ${kind}`)
  return renderMail(kind, content as MailInput[MailKind], envelope)
}

interface Rendered {
  subject: string
  /** Each part is made when it is asked for. */
  body: Pick<Mail, 'html' | 'text' | 'encoded'>
  siteName: string
  viewUrl: string | null
}

const RENDERERS: Record<MailKind, (content: unknown, envelope: MailEnvelope) => Rendered> = {
  digest(content, { links, postalAddress }) {
    const digest = parseDigest(content)
    const { siteName, viewUrl } = digest
    return { siteName, viewUrl, subject: digestSubject(digest), body: renderDigest(digest, links, postalAddress) }
  },
  'sign-in'(content, { postalAddress }) {
    const props = { ...SignInContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: signInSubject(props),
      body: { html: renderDocument(createElement(SignIn, props)), text: signInText(props) },
    }
  },
  confirm(content, { postalAddress }) {
    const props = { ...ConfirmContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: confirmSubject(props),
      body: { html: renderDocument(createElement(Confirm, props)), text: confirmText(props) },
    }
  },
  invitation(content, { postalAddress }) {
    const props = { ...InvitationContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: invitationSubject(props),
      body: { html: renderDocument(createElement(Invitation, props)), text: invitationText(props) },
    }
  },
  welcome(content, { links, postalAddress }) {
    const props = { ...WelcomeContent.parse(content), links, postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: props.viewUrl,
      subject: welcomeSubject(props),
      body: { html: renderDocument(createElement(Welcome, props)), text: welcomeText(props) },
    }
  },
  comment(content, { stop, postalAddress }) {
    const props = { ...CommentContent.parse(content), stop, postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: props.url,
      subject: commentSubject(props),
      body: { html: renderDocument(createElement(CommentMail, props)), text: commentText(props) },
    }
  },
  claim(content, { postalAddress }) {
    const props = { ...ClaimContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: claimSubject(props),
      body: { html: renderDocument(createElement(ClaimMail, props)), text: claimText(props) },
    }
  },
}

const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(RENDERERS, kind)
