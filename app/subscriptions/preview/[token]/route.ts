import { config } from '@/lib/config'
import { previewDigest } from '@/lib/digest/preview'
import { type LinkContext, openLink } from '../../_link'
import { answerMail } from '../_answer-mail'

/** The next mail of one subscription, as it will come. */
export async function GET(request: Request, context: LinkContext): Promise<Response> {
  const link = await openLink(request, 'preview', context)
  if (link instanceof Response) return link
  return answerMail(request, await previewDigest(link.subscription.id, config().clock.now()))
}
