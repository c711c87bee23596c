import sanitizeHtml from 'sanitize-html'

const IS_WEB = /^https?:\/\//i

/**
 * Whatever it is given, with nothing in it but words, their emphasis, code, quotations, lists and web links that pass on no reputation. The second lock: the first is
 * that Markdown is read without HTML.
 */
export const sanitizeComment = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: ['p', 'br', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'escape',
    transformTags: {
      a: (tagName, { href }) => ({
        tagName,
        attribs: { ...(href && IS_WEB.test(href) && { href }), rel: 'nofollow ugc noopener' },
      }),
    },
  })
