import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { allowed } from '@/app/_community/door'
import { answerView } from '@/app/_lists/answer-view'
import { doorway } from '@/app/_lists/doorway'
import { RenamePage } from '@/components/groups/GroupPanel'
import { PublicName } from '@/lib/accounts/public-name'
import { leaveGroup, renameGroup, renewInvite } from '@/lib/community/groups/membership'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { parseView } from '@/lib/views/address'

/** What its members vote for, for members. */
export const GET = answerView

const Acts = z.discriminatedUnion('act', [
  z.object({ act: z.literal('leave'), member: z.string().max(100) }),
  z.object({ act: z.literal('renew') }),
  z.object({ act: z.literal('rename'), name: PublicName }),
])

/** Leaves the group; its keepers take out others, make another link, and call it otherwise. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const view = parseView(new URL(request.url).pathname)
    if (view?.kind !== 'group') return notTheirs(request)
    const { name } = view
    const who = await allowed(request, 'leave-group', paths.groups)
    if (who instanceof Response) return who
    const me = who.reader.id
    const form = await readForm(request, Acts)
    if (!form.ok) return faulty(request, name, form.values, Object.values(form.faults).join(' '))
    if (form.data.act === 'rename') return rename(request, name, form.data.name)
    const isRenewal = form.data.act === 'renew'
    const member = form.data.act === 'leave' ? form.data.member : me
    const outcome = isRenewal ? await renewInvite(name, me) : await leaveGroup(name, member, me, config().clock.now())
    if (outcome.status !== 'done') return notTheirs(request)
    if (wantsJson(request)) return Response.json({ done: true })
    return seeOther(isRenewal || member !== me ? paths.group(outcome.name) : paths.groups)
  })
}

const faulty = (request: Request, name: string, values: Record<string, string>, fault: string) =>
  values.act === 'rename'
    ? renameAgain(request, name, { typed: values.name, fault })
    : answerProblem(request, 422, 'That cannot be done', fault)

/** Others read a name: whoever is banned gives none. */
async function rename(request: Request, name: string, to: string): Promise<Response> {
  const who = await allowed(request, 'make-group', paths.groups)
  if (who instanceof Response) return who
  const outcome = await renameGroup(name, to, who.reader.id)
  switch (outcome.status) {
    case 'busy':
      return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    case 'refused':
      return renameAgain(request, name, { typed: to, fault: outcome.why, status: 409 })
    case 'not-found':
      return notTheirs(request)
    case 'done':
      return wantsJson(request) ? Response.json({ name: outcome.name }) : seeOther(paths.group(outcome.name))
  }
}

interface Again {
  typed?: string | undefined
  fault: string
  status?: number
}

/** The form once more, as it was typed. */
function renameAgain(request: Request, name: string, { typed, fault, status = 422 }: Again): Promise<Response> {
  const title = 'Rename a group'
  if (wantsJson(request)) return answerProblem(request, status, 'That cannot be its name', fault)
  return answerPage(
    request,
    { title, status, noindex: true, headers: { 'cache-control': 'no-store' } },
    <RenamePage name={name} typed={typed?.slice(0, 100)} fault={fault} />,
  )
}

const notTheirs = (request: Request) =>
  answerProblem(request, 404, 'That is no group of yours', 'Its keepers decide who is in it.')
