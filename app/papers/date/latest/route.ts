import { seeOther } from '@/app/_answer/page'
import { paths } from '@/lib/paths'
import { latestDay } from '@/lib/views/days'

/** Leads on to the newest announcement; before there is one, to the newest papers. */
export async function GET(): Promise<Response> {
  const day = await latestDay()
  return seeOther(day ? paths.day(day) : paths.newest, { 'cache-control': 'no-cache' })
}
