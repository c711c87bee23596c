import { answerProblem } from '@/app/_answer/page'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { sampleDigest } from '@/lib/digest/preview'
import { DigestChoice } from '@/lib/subscriptions/request'
import { answerMail } from './_answer-mail'

/** The mail that somebody new would get with these wishes. */
export async function GET(request: Request): Promise<Response> {
  const choice = DigestChoice.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!choice.success) {
    const takes = choice.error.issues.map(({ message }) => message).join(' ')
    return answerProblem(request, 400, 'That address cannot be read', takes)
  }
  return answerMail(
    request,
    await sampleDigest(choice.data, (await readerOf(request))?.id ?? null, config().clock.now()),
  )
}
