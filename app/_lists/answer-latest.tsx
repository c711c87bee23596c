import { NoDayYet } from '@/components/lists/NoDayYet'
import { shared } from '@/lib/http/shared'
import { latestDay } from '@/lib/views/days'
import { answerPage, seeOther } from '../_answer/page'

/**
 * Leads on to the list with the newest announcement; before there is one, says so.
 * @param title what such lists are called
 * @param listOf the address of the list in which a day lies
 */
export async function answerLatest(
  request: Request,
  title: string,
  listOf: (day: string) => string,
): Promise<Response> {
  const day = await latestDay()
  if (!day) return answerPage(request, { title, shared: ['papers'], noindex: true }, <NoDayYet title={title} />)
  // What is asked of the list, such as `types`, is asked of where it leads.
  const to = listOf(day) + new URL(request.url).search
  return shared(request, ['papers'], seeOther(to, { 'cache-control': 'no-cache' }))
}
