import { seeOther } from '@/app/_answer/page'
import { shared } from '@/lib/http/shared'
import { paths } from '@/lib/paths'
import { latestDay } from '@/lib/views/days'

/** Leads on to the newest announcement; before there is one, to the newest papers. */
export async function GET(request: Request): Promise<Response> {
  const day = await latestDay()
  // What is asked of the list, such as `types`, is asked of the day.
  const to = day ? paths.day(day) + new URL(request.url).search : paths.newest
  return shared(request, ['papers'], seeOther(to, { 'cache-control': 'no-cache' }))
}
