/** Why the front turns a request away, for people and programs alike. */
export interface Refusal {
  status: number
  title: string
  detail: string
  headers?: Record<string, string>
}

/** A refusal as an answer: `application/problem+json` (RFC 9457) when JSON is asked for, else the plainest page that helps. */
export function renderRefusal(
  { status, title, detail }: Refusal,
  { accept = '', style }: { accept?: string | undefined; style?: string | undefined },
): { type: string; body: string } {
  if (/\bjson\b/.test(accept) && !accept.includes('text/html')) {
    return { type: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title, status, detail }) }
  }
  const head = `<meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">`
  const link = style ? `<link rel="stylesheet" href="${style}">` : ''
  const body = `<main><section class="problem"><h1>${title}</h1><p>${detail}</p><p><a href="/">To the front page</a></p></section></main>`
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head>${head}${link}</head><body>${body}</body></html>`,
  }
}
