import { z } from 'zod'
import { GroupsPage } from '@/components/groups/GroupPages'
import { PublicName } from '@/lib/accounts/public-name'
import { listGroups } from '@/lib/community/groups/list-groups'
import { canBeOpen, makeGroup } from '@/lib/community/groups/membership'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'
import { doorway } from '../_lists/doorway'

const Making = z.object({
  name: PublicName,
  agree: z.literal('yes', 'Please tick that what you vote for is counted there.'),
  names: z.literal('yes').optional(),
  open: z.literal('yes').optional(),
})

/** The groups of the reader. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const who = await allowed(request, 'make-group', paths.groups)
    return who instanceof Response ? who : answerGroups(request, who.reader.id)
  })
}

/** Makes one. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const who = await allowed(request, 'make-group', paths.groups)
    if (who instanceof Response) return who
    const { id } = who.reader
    const form = await readForm(request, Making)
    if (!form.ok) return answerGroups(request, id, { typed: form.values, fault: Object.values(form.faults).join(' ') })
    const { name, names, open } = form.data
    const group = { name, showsName: names === 'yes', isOpen: open === 'yes' }
    const outcome = await makeGroup(group, id, config().clock.now())
    if (outcome.status === 'busy') return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    if (outcome.status === 'refused') return answerGroups(request, id, { typed: form.values, fault: outcome.why })
    return wantsJson(request) ? Response.json({ name }, { status: 201 }) : seeOther(paths.group(name))
  })
}

interface Shown {
  typed?: Record<string, string>
  fault?: string
}

async function answerGroups(request: Request, readerId: string, { typed, fault }: Shown = {}): Promise<Response> {
  if (fault && wantsJson(request)) return answerProblem(request, 422, 'That is no group', fault)
  return answerPage(
    request,
    {
      title: 'Your groups',
      status: fault ? 422 : 200,
      noindex: true,
      headers: { 'cache-control': 'no-store' },
    },
    <GroupsPage
      {...(await listGroups(readerId))}
      canBeOpen={canBeOpen()}
      typed={{ name: typed?.name?.slice(0, 100) }}
      fault={fault}
    />,
  )
}
