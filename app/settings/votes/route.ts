import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { allowed } from '@/app/_community/door'
import { showVotes } from '@/lib/accounts/public-name'
import { paths } from '@/lib/paths'

const Form = z.object({ votes: z.enum(['public', 'private']) })

export const GET = postedFrom(`${paths.settings}#your-name`)

/** Shows what a reader votes for on their page, or hides it. */
export async function POST(request: Request): Promise<Response> {
  const who = await allowed(request, 'choose-name', paths.settings)
  if (who instanceof Response) return who
  const form = await readForm(request, Form)
  if (!form.ok) return answerProblem(request, 422, 'Shown or hidden?', 'Please use the button in your settings.')
  await showVotes(who.reader.id, form.data.votes === 'public')
  return seeOther(`${paths.settings}#your-name`)
}
