import { answerProblem } from '@/app/_answer/page'
import { showIssue } from '@/lib/digest/show-issue'

/** The mail of an issue as it was sent, without anything personal. */
export async function GET(request: Request, { params }: { params: Promise<{ issue: string }> }): Promise<Response> {
  const shown = await showIssue((await params).issue)
  if (!shown) return answerProblem(request, 404, 'No such mail', 'All that were sent stand under /digests.')
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': shown.csp,
    'cache-control': 'no-cache',
    'x-robots-tag': 'noindex',
  }
  return new Response(shown.html, { headers })
}
