import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { allowed } from '@/app/_community/door'
import { PublicName, takeName } from '@/lib/accounts/public-name'
import { paths } from '@/lib/paths'

const Form = z.object({ name: PublicName })

export const GET = postedFrom(`${paths.settings}#your-name`)

/** Takes the name that a reader goes by in public. */
export async function POST(request: Request): Promise<Response> {
  const who = await allowed(request, 'choose-name', paths.settings)
  if (who instanceof Response) return who
  const form = await readForm(request, Form)
  if (!form.ok) return answerProblem(request, 422, 'That cannot be a name', form.faults.name ?? 'It takes a name.')
  const outcome = await takeName(who.reader.id, form.data.name)
  if (outcome === 'taken-by-another')
    return answerProblem(
      request,
      409,
      'Somebody has that name',
      'Or one that looks like it. Please go back and take another.',
    )
  return seeOther(`${paths.settings}#your-name`)
}
