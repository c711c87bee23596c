import { answerLatest } from '@/app/_lists/answer-latest'
import { paths } from '@/lib/paths'

/** The newest day on which papers were announced. */
export const GET = (request: Request): Promise<Response> => answerLatest(request, 'By day', paths.day)
