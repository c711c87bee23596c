import { createElement } from 'react'
import { Confirm, confirmSubject, confirmText } from '@/emails/confirm'
import { SignIn, signInSubject, signInText } from '@/emails/sign-in'
import { digestSubject, renderDigest } from './digest-body'
import { headersOf } from './headers'
import { ConfirmContent, DigestContent, type MailInput, type MailKind, SignInContent } from './kinds'
import type { Mail, MailEnvelope } from './mail'
import { clip } from './plain'
import { renderMarkup } from './render-markup'

/** Code points of a subject: what lists of mails show, and far below a line's limit. */
const MAX_SUBJECT = 120

/**
 * One mail, ready to be sent: the same content and envelope always give the same bytes. The content may come fresh from a
 * composer or back from the ledger as JSON: it is checked here. The body of a digest is made once per content object, so
 * keep that object for all deliveries of an issue.
 * @throws ZodError when the content is not of its kind; Error when a header could break out of its line
 */
export function renderMail<K extends MailKind>(kind: K, content: MailInput[K], envelope: MailEnvelope): Mail {
  const { siteName, viewUrl, subject, html, text } = RENDERERS[kind](content, envelope)
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
    html,
    text,
    headers,
  }
}

/** The same for a row of the ledger, whose kind and content are not known to the compiler. */
export function renderStoredMail(kind: string, content: unknown, envelope: MailEnvelope): Mail {
  if (!isMailKind(kind)) throw new Error(`no such kind of mail: ${kind}`)
  return renderMail(kind, content as MailInput[MailKind], envelope)
}

interface Rendered {
  siteName: string
  viewUrl: string | null
  subject: string
  html: string
  text: string
}

const RENDERERS: Record<MailKind, (content: unknown, envelope: MailEnvelope) => Rendered> = {
  digest(content, { links, postalAddress }) {
    const digest = parsedDigest(content)
    const { siteName, viewUrl } = digest
    return { siteName, viewUrl, subject: digestSubject(digest), ...renderDigest(digest, links, postalAddress) }
  },
  'sign-in'(content, { postalAddress }) {
    const props = { ...SignInContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: signInSubject(props),
      html: renderMarkup(createElement(SignIn, props)),
      text: signInText(props),
    }
  },
  confirm(content, { postalAddress }) {
    const props = { ...ConfirmContent.parse(content), postalAddress }
    return {
      siteName: props.siteName,
      viewUrl: null,
      subject: confirmSubject(props),
      html: renderMarkup(createElement(Confirm, props)),
      text: confirmText(props),
    }
  },
}

const parsed = new WeakMap<object, DigestContent>()

function parsedDigest(content: unknown): DigestContent {
  const known = typeof content === 'object' && content !== null ? parsed.get(content) : undefined
  if (known) return known
  const digest = DigestContent.parse(content)
  parsed.set(content as object, digest)
  return digest
}

const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(RENDERERS, kind)
