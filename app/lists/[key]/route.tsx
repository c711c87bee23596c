import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { allowed, refuse } from '@/app/_community/door'
import { answerView } from '@/app/_lists/answer-view'
import { doorway } from '@/app/_lists/doorway'
import { ChangeListPage } from '@/components/lists/ListPages'
import { changeList, deleteList, type ListOutcome } from '@/lib/community/lists/keep-list'
import { ListForm } from '@/lib/community/lists/list-form'
import { may } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import { absolute, paths } from '@/lib/paths'
import { isUuid } from '@/lib/uuid'
import { typedList } from '../_typed-list'

/** A list, as a page or a feed, for whoever may read it. */
export const GET = answerView

const Acts = z.discriminatedUnion('act', [
  ListForm.extend({ act: z.literal('change') }),
  z.object({ act: z.literal('delete'), sure: z.literal('yes', 'Please tick that you are sure.') }),
])

/** Changes the list, or deletes it: its own reader does. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const key = new URL(request.url).pathname.split('/').at(-1) ?? ''
    if (!isUuid(key)) return notThere(request)
    const who = await allowed(request, 'keep-lists', paths.list(key))
    if (who instanceof Response) return who
    const form = await readForm(request, Acts)
    if (!form.ok) return again(request, key, form.values, form.faults)
    if (form.data.act === 'delete') return remove(request, key, who.reader.id)
    if (form.data.visibility !== 'private' && !may(who.person, 'show-lists')) return refuse(request, who.person)
    const { act, ...list } = form.data
    const outcome = await changeList(key, who.reader.id, list, config().clock.now())
    return answerChange(request, key, form.values, outcome)
  })
}

async function remove(request: Request, key: string, readerId: string): Promise<Response> {
  if (!(await deleteList(key, readerId, config().clock.now()))) return notThere(request)
  return wantsJson(request) ? Response.json({ deleted: true }) : seeOther(paths.lists)
}

function answerChange(
  request: Request,
  key: string,
  values: Record<string, string>,
  outcome: ListOutcome,
): Promise<Response> | Response {
  switch (outcome.status) {
    case 'busy':
      return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    case 'not-found':
      return notThere(request)
    case 'refused':
      return again(request, key, values, { [outcome.field]: outcome.why })
    case 'done':
      return wantsJson(request)
        ? Response.json({ url: absolute(paths.list(outcome.key)) })
        : seeOther(paths.list(outcome.key))
  }
}

const notThere = (request: Request) =>
  answerProblem(request, 404, 'That is no list of yours', 'It may be deleted already.')

function again(
  request: Request,
  key: string,
  values: Record<string, string>,
  faults: Record<string, string>,
): Promise<Response> {
  if (wantsJson(request) || values.act !== 'change')
    return answerProblem(request, 422, 'That cannot be done', Object.values(faults).join(' '))
  return answerPage(
    request,
    { title: 'Change a list', status: 422, noindex: true, headers: { 'cache-control': 'no-store' } },
    <ChangeListPage listKey={key} values={typedList(values)} faults={faults} />,
  )
}
