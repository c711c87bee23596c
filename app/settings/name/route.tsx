import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { allowed } from '@/app/_community/door'
import { NameForm } from '@/components/community/NameForm'
import { Prose } from '@/components/Prose'
import { findName, PublicName, showsVotes, takeName } from '@/lib/accounts/public-name'
import { paths } from '@/lib/paths'

const Form = z.object({ name: PublicName })

export const GET = postedFrom(`${paths.settings}#your-name`)

/** Takes the name that a reader goes by in public. */
export async function POST(request: Request): Promise<Response> {
  const who = await allowed(request, 'choose-name', paths.settings)
  if (who instanceof Response) return who
  const form = await readForm(request, Form)
  const { id } = who.reader
  if (!form.ok)
    return again(request, id, { typed: form.values.name ?? '', fault: form.faults.name ?? 'It takes a name.' }, 422)
  const outcome = await takeName(id, form.data.name)
  if (outcome === 'taken-by-another')
    return again(
      request,
      id,
      { typed: form.data.name, fault: 'Somebody has that name, or one that looks like it.' },
      409,
    )
  return seeOther(`${paths.settings}#your-name`)
}

/** The form once more, as it was typed. */
async function again(
  request: Request,
  readerId: string,
  { typed, fault }: { typed: string; fault: string },
  status: number,
): Promise<Response> {
  if (wantsJson(request)) return answerProblem(request, status, 'That cannot be your name', fault)
  return answerPage(
    request,
    { title: 'Your name', status, noindex: true, headers: { 'cache-control': 'no-store' } },
    <Prose title="That cannot be your name">
      <NameForm
        name={await findName(readerId)}
        votesPublic={await showsVotes(readerId)}
        typed={typed.slice(0, 100)}
        fault={fault}
      />
      <p>
        <a href={paths.settings}>Back to the settings</a>
      </p>
    </Prose>,
  )
}
