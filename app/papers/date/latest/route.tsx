import { answerPage, seeOther } from '@/app/_answer/page'
import { NoDayYet } from '@/components/lists/NoDayYet'
import { shared } from '@/lib/http/shared'
import { paths } from '@/lib/paths'
import { latestDay } from '@/lib/views/days'

/** Leads on to the newest announcement; before there is one, it says so. */
export async function GET(request: Request): Promise<Response> {
  const day = await latestDay()
  if (!day) return answerPage(request, { title: 'By day', shared: ['papers'], noindex: true }, <NoDayYet />)
  // What is asked of the list, such as `types`, is asked of the day.
  const to = paths.day(day) + new URL(request.url).search
  return shared(request, ['papers'], seeOther(to, { 'cache-control': 'no-cache' }))
}
