import { answerLatest } from '@/app/_lists/answer-latest'
import { paths } from '@/lib/paths'
import { monthOf } from '@/lib/views/calendar'

/** The newest month in which papers were announced. */
export const GET = (request: Request): Promise<Response> =>
  answerLatest(request, 'By month', (day) => paths.month(monthOf(day)))
