import { answerProblem } from '@/app/_answer/page'
import type { Preview } from '@/lib/digest/preview'
import { TOKEN_PAGE_HEADERS } from '@/lib/http/security-headers'

/** A mail's own HTML, for a frame of a page of ours. */
export function answerMail(request: Request, preview: Preview | null): Response | Promise<Response> {
  if (!preview) return answerProblem(request, 404, 'No mail waits', 'There is no paper to send yet.')
  const headers = {
    ...TOKEN_PAGE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': preview.shown.csp,
    'x-robots-tag': 'noindex',
  }
  return new Response(preview.shown.html, { headers })
}
