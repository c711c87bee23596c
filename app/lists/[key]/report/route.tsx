import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, wantsJson } from '@/app/_answer/page'
import { allowed } from '@/app/_community/door'
import { doorway } from '@/app/_lists/doorway'
import type { ReportState } from '@/components/community/ReportForm'
import { ReportListPage } from '@/components/lists/ReportListPage'
import { reportList } from '@/lib/community/lists/report-list'
import { ReportForm } from '@/lib/community/moderation/report-form'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { isUuid } from '@/lib/uuid'
import { mayRead } from '@/lib/views/may-read'
import { findList, type ReaderList } from '@/lib/views/reader-lists'

/** The form that asks moderators to look at a list. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const found = await reported(request)
    return found instanceof Response ? found : answerForm(request, found.list)
  })
}

/** Asks them. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const found = await reported(request)
    if (found instanceof Response) return found
    const { list, readerId } = found
    const form = await readForm(request, ReportForm)
    if (!form.ok) return answerForm(request, list, { typed: form.values, faults: form.faults }, 422)
    const outcome = await reportList(list.key, readerId, form.data, config().clock.now())
    if (outcome.status === 'busy') return answerBusy(request, 'reports', outcome.retryAfterSeconds)
    if (outcome.status === 'not-found') return notThere(request)
    return wantsJson(request)
      ? Response.json({ list: list.key, reported: true })
      : answerForm(request, list, { isDone: true })
  })
}

async function reported(request: Request): Promise<{ list: ReaderList; readerId: string } | Response> {
  const key = new URL(request.url).pathname.split('/').at(-2) ?? ''
  const who = await allowed(request, 'report-list', paths.reportList(key))
  if (who instanceof Response) return who
  const list = isUuid(key) ? await findList(key) : null
  const isTheirs = list && (await mayRead({ kind: 'list', key }, who.reader.id))
  return isTheirs ? { list, readerId: who.reader.id } : notThere(request)
}

const notThere = (request: Request) => answerProblem(request, 404, 'No such list', 'It may have been made private.')

const answerForm = (request: Request, list: ReaderList, state: ReportState = {}, status = 200) =>
  answerPage(
    request,
    { title: 'Report a list', status, noindex: true, headers: { 'cache-control': 'no-store' } },
    <ReportListPage list={list} {...state} />,
  )
