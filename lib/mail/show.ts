import { createHash } from 'node:crypto'
import { cidOf } from '@/emails/cid'
import type { InlinePicture } from './mail'

export interface ShownMail {
  html: string
  /** The `content-security-policy` it has to be answered with. */
  csp: string
}

/**
 * A mail's HTML, fit to stand in a frame of a page of ours, at an address of its own.
 *
 * Its policy lets through the very styles it holds, by their hashes, and nothing else: no script, nothing fetched, no form.
 * Links open beside the page, outside of the sandbox. Pages show such a frame with components/MailFrame.
 */
export function mailDocument(mail: string, inline: readonly InlinePicture[] = []): ShownMail {
  const html = inline.reduce(withPicture, mail)
  const hashes = [...new Set(stylesOf(html).map(hashOf))].join(' ')
  const csp = [
    "default-src 'none'",
    `style-src ${hashes ? `'unsafe-hashes' ${hashes}` : "'none'"}`,
    ...(html.includes(' src="data:image/') ? ['img-src data:'] : []),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')
  return { html: html.replace(/<head>/i, '<head><base target="_blank"/>'), csp }
}

/** What the mail brings along stands in the document itself. */
const withPicture = (html: string, { file, type, base64 }: InlinePicture) =>
  html.replaceAll(`src="cid:${cidOf(file)}"`, `src="data:${type};base64,${base64}"`)

/** Style elements and attributes, as a browser reads them. Something too many is no harm: it is a hash that nothing has. */
function stylesOf(html: string): string[] {
  const elements = [...html.matchAll(/<style>([^<]*)<\/style>/gi)].map(([, style = '']) => style)
  const attributes = [...html.matchAll(/ style="([^"]*)"/gi)].map(([, style = '']) => decoded(style))
  return [...elements, ...attributes]
}

const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }

const decoded = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
