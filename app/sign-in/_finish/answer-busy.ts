import { answerBusy as answerTooMany } from '../../_answer/busy'

/** Too many sign-ins from one network, or altogether (429). */
export const answerBusy = (request: Request, retryAfterSeconds: number): Promise<Response> =>
  answerTooMany(request, 'sign-ins', retryAfterSeconds)
