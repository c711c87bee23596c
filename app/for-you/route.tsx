import { z } from 'zod'
import { PaperList } from '@/components/PaperList'
import { PersonalOffer, PersonalPage } from '@/components/personal/PersonalPage'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { displayOf } from '@/lib/http/display'
import { paths } from '@/lib/paths'
import { findPersonalList, makePersonalList, resetPersonalList } from '@/lib/personal/personal-list'
import { endPersonalList } from '@/lib/subscriptions/end-personal-list'
import { parseListQuery } from '@/lib/views/list-query'
import { listView } from '@/lib/views/list-view'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther } from '../_answer/page'
import { doorway } from '../_lists/doorway'
import { withParameters } from '../_lists/with-parameters'

const PersonalAct = z.object({ act: z.enum(['make', 'reset', 'end']) })
const page = { title: 'For you', noindex: true, headers: { 'cache-control': 'no-store' } }

/** The reader's personal list, or the offer of one. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url)
    const reader = await readerOf(request)
    if (!reader) return seeOther(paths.signInTo(paths.forYou))
    const list = await findPersonalList(reader.id)
    if (!list) return answerPage(request, page, <PersonalOffer />)

    const { after } = parseListQuery(searchParams)
    const { papers, next } = await listView({ kind: 'personal', key: list.key }, { after })
    return answerPage(
      request,
      page,
      <PersonalPage
        list={list}
        papers={papers.length}
        first={after ? paths.forYou : null}
        next={next && withParameters(paths.forYou, { after: next })}
        subscribe={paths.subscribeTo(paths.personalList(list.key))}
      >
        <PaperList papers={papers} reading={null} density={displayOf(request).density} back={pathname + search} />
      </PersonalPage>,
    )
  })
}

/** Makes it, forgets what was learned, or does away with it and its digests. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.forYou))
  const form = await readForm(request, PersonalAct)
  if (!form.ok)
    return answerProblem(request, 400, 'What is to be done?', 'Please use the buttons on the page “For you”.')
  const now = config().clock.now()
  if (form.data.act === 'make') await makePersonalList(reader.id)
  if (form.data.act === 'reset') await resetPersonalList(reader.id, now)
  if (form.data.act === 'end') await endPersonalList(reader.id, now)
  return seeOther(paths.forYou)
}
