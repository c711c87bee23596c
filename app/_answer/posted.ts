import { answerProblem, seeOther, wantsJson } from './page'

/** The GET of an address that only takes posts, such as that of a form which is loaded again: leads to the page that has its form; programs are told. */
export const postedFrom =
  (page: string) =>
  async (request: Request): Promise<Response> => {
    if (!wantsJson(request)) return seeOther(page)
    const answer = await answerProblem(request, 405, 'That is posted', `Its form is at ${page}.`)
    answer.headers.set('allow', 'POST')
    return answer
  }
