const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** What XML 1.0 (2.2 Characters) does not allow, lone surrogates included. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** Text for content and attributes of XML 1.0: five characters escaped, forbidden ones left out. */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')

/** Paragraphs of plain text as HTML, escaped once more to stand in XML text. */
export const paragraphsAsEscapedHtml = (paragraphs: string[]): string =>
  xmlText(paragraphs.map((paragraph) => `<p>${xmlText(paragraph)}</p>`).join(''))
