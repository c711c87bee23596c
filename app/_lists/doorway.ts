import { InputError } from '@/lib/errors'
import { unavailable } from '@/lib/http/unavailable'
import { answerProblem } from '../_answer/page'

/** Runs a doorway; what was handed in and cannot be used becomes a 400 that says what is taken, a database that is away a 503. */
export async function doorway(request: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof InputError) return answerProblem(request, 400, 'That address cannot be read', error.message)
    const answer = unavailable(error)
    if (answer) return answer
    throw error
  }
}
