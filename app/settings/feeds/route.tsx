import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { FeedKeyPage } from '@/components/accounts/FeedKeyPart'
import { endFeedKey, makeFeedKey } from '@/lib/accounts/feed-keys'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

const Acts = z.object({ act: z.enum(['make', 'end']) })

export const GET = postedFrom(`${paths.settings}#feeds`)

/** Makes the key of the reader's own programs and shows it this once, or ends it. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Acts)
  if (!form.ok)
    return answerProblem(request, 400, 'What is to be done?', 'Please use the buttons on the settings page.')
  if (form.data.act === 'end') {
    await endFeedKey(reader.id)
    return seeOther(`${paths.settings}#feeds`)
  }
  const page = { title: 'Your key of feeds', noindex: true, headers: { 'cache-control': 'no-store' } }
  return answerPage(request, page, <FeedKeyPage feedKey={await makeFeedKey(reader.id, config().clock.now())} />)
}
