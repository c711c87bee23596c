import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { allowed } from '@/app/_community/door'
import { doorway } from '@/app/_lists/doorway'
import { JoinPage } from '@/components/groups/GroupPages'
import { findInvited, joinGroup } from '@/lib/community/groups/membership'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { isUuid } from '@/lib/uuid'

const Joining = z.object({
  agree: z.literal('yes', 'Please tick that what you vote for is counted there.'),
  names: z.literal('yes').optional(),
})

/** What joining means. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const found = await invited(request)
    return found instanceof Response ? found : answerForm(request, found)
  })
}

/** Joins. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const found = await invited(request)
    if (found instanceof Response) return found
    const form = await readForm(request, Joining)
    if (!form.ok) return answerForm(request, found, Object.values(form.faults).join(' '))
    const outcome = await joinGroup(found.invite, found.readerId, form.data.names === 'yes', config().clock.now())
    switch (outcome.status) {
      case 'busy':
        return answerBusy(request, 'acts', outcome.retryAfterSeconds)
      case 'refused':
        return answerForm(request, found, outcome.why)
      case 'not-found':
        return over(request)
      case 'done':
        return wantsJson(request) ? Response.json({ name: outcome.name }) : seeOther(paths.group(outcome.name))
    }
  })
}

interface Invited {
  name: string
  invite: string
  readerId: string
}

async function invited(request: Request): Promise<Invited | Response> {
  const invite = new URL(request.url).pathname.split('/').at(-1) ?? ''
  const who = await allowed(request, 'join-group', isUuid(invite) ? paths.joinGroup(invite) : paths.groups)
  if (who instanceof Response) return who
  const group = isUuid(invite) ? await findInvited(invite) : null
  return group ? { name: group.name, invite, readerId: who.reader.id } : over(request)
}

const over = (request: Request) =>
  answerProblem(
    request,
    404,
    'That invitation is over',
    'Ask for another one: the group made a new link, or is no more.',
  )

const answerForm = (request: Request, { name, invite }: Invited, fault?: string) =>
  fault && wantsJson(request)
    ? answerProblem(request, 422, 'That cannot be joined', fault)
    : answerPage(
        request,
        {
          title: `Join ${name}`,
          status: fault ? 422 : 200,
          noindex: true,
          headers: { 'cache-control': 'no-store' },
        },
        <JoinPage name={name} invite={invite} fault={fault} />,
      )
