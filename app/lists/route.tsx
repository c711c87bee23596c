import { MyListsPage } from '@/components/lists/ListPages'
import type { SignedInReader } from '@/lib/accounts/session'
import { makeList } from '@/lib/community/lists/keep-list'
import { ListForm } from '@/lib/community/lists/list-form'
import { listMine } from '@/lib/community/lists/my-lists'
import { may } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import { absolute, paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed, refuse } from '../_community/door'
import { doorway } from '../_lists/doorway'
import { typedList } from './_typed-list'

/** All lists of the reader. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const who = await allowed(request, 'keep-lists', paths.lists)
    return who instanceof Response ? who : answerMine(request, who.reader, {}, {})
  })
}

/** Makes another. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const who = await allowed(request, 'keep-lists', paths.lists)
    if (who instanceof Response) return who
    const form = await readForm(request, ListForm)
    if (!form.ok) return answerMine(request, who.reader, form.values, form.faults)
    if (form.data.visibility !== 'private' && !may(who.person, 'show-lists')) return refuse(request, who.person)
    const outcome = await makeList(who.reader.id, form.data, config().clock.now())
    if (outcome.status === 'busy') return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    if (outcome.status === 'refused')
      return answerMine(request, who.reader, form.values, { [outcome.field]: outcome.why })
    if (outcome.status === 'not-found') return seeOther(paths.lists)
    return wantsJson(request)
      ? Response.json({ url: absolute(paths.list(outcome.key)), ...form.data }, { status: 201 })
      : seeOther(paths.list(outcome.key))
  })
}

async function answerMine(
  request: Request,
  reader: SignedInReader,
  values: Record<string, string>,
  faults: Record<string, string>,
): Promise<Response> {
  const isFaulty = Object.keys(faults).length > 0
  if (isFaulty && wantsJson(request))
    return answerProblem(request, 422, 'That is no list', Object.values(faults).join(' '))
  return answerPage(
    request,
    {
      title: 'Your lists',
      status: isFaulty ? 422 : 200,
      noindex: true,
      headers: { 'cache-control': 'no-store' },
    },
    <MyListsPage lists={await listMine(reader.id)} values={typedList(values)} faults={faults} />,
  )
}
