/**
 * A title or an abstract with its formulas. @param html trusted: escaped text and MathML, made at ingest by lib/papers/text
 */
export function PaperText({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place for markup made at ingest, where every character was escaped
  return <span className="paper-text" dangerouslySetInnerHTML={{ __html: html }} />
}
