import { seeOther } from '@/app/_answer/page'
import { shared } from '@/lib/http/shared'
import { paths } from '@/lib/paths'
import { latestDay } from '@/lib/views/days'

/** Leads on to the newest announcement; before there is one, to the newest papers. */
export async function GET(request: Request): Promise<Response> {
  const day = await latestDay()
  return shared(request, ['papers'], seeOther(day ? paths.day(day) : paths.newest, { 'cache-control': 'no-cache' }))
}
