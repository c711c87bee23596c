import { z } from 'zod'
import { postedFrom } from '@/app/_answer/posted'
import { backPath } from '@/lib/accounts/back-path'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { InputError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { allowAct } from '@/lib/reading/acts'
import { moveVisit, visitName } from '@/lib/reading/visits'
import { parseView } from '@/lib/views/address'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerProblem, seeOther, wantsJson } from '../_answer/page'
import { doorway } from '../_lists/doorway'

const MAX_VIEW_CHARS = 600
/** Takes the place of this site while an address is read. */
const HERE = 'http://here.invalid'
/** Seconds since 1970, until the year 2286. */
const Seconds = z.string().regex(/^\d{1,10}$/, '“until” takes seconds since 1970, as the list tells them.')

const Form = z.object({
  view: z.string({ error: '“view” takes the address of a list.' }).max(MAX_VIEW_CHARS, 'That address is too long.'),
  until: Seconds.transform((seconds) => new Date(Number(seconds) * 1000)),
  back: z.string().optional(),
})

export const GET = postedFrom(paths.trending)

/** Notes up to where a reader knows a list: “mark all seen”. The button and the script post here; no reading of a page does. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const form = await readForm(request, Form)
    if (!form.ok) throw new InputError(Object.values(form.faults)[0] ?? 'That form cannot be read.')
    const view = addressOf(form.data.view)
    const back = backPath(form.data.back || view)

    const reader = await readerOf(request)
    if (!reader) {
      return wantsJson(request)
        ? answerProblem(request, 401, 'Sign in first', 'Last visits are kept for readers who are signed in.')
        : seeOther(paths.signInTo(back))
    }
    const allowance = await allowAct(reader.id)
    if (!allowance.allowed) return answerBusy(request, 'votes and marks', allowance.retryAfterSeconds)
    await moveVisit(reader.id, view, form.data.until, config().clock.now())
    return wantsJson(request) ? Response.json({ view }) : seeOther(back)
  })
}

/** The one address of the list that lives at this one. */
function addressOf(path: string): string {
  const url = path.startsWith('/') && URL.canParse(path, HERE) ? new URL(path, HERE) : null
  const view = url?.origin === HERE ? parseView(url.pathname, url.searchParams) : null
  if (!view) throw new InputError('“view” takes the address of a list, such as /papers/new.')
  return visitName(view)
}
