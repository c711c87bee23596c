import { answerLatest } from '@/app/_lists/answer-latest'
import { paths } from '@/lib/paths'
import { weekOf } from '@/lib/views/calendar'

/** The newest week in which papers were announced. */
export const GET = (request: Request): Promise<Response> =>
  answerLatest(request, 'By week', (day) => paths.week(weekOf(day)))
