import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther, wantsJson } from '@/app/_answer/page'
import { readerOf, sessionOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { exportDigests } from '@/lib/digest/export-digests'
import { paths } from '@/lib/paths'
import { unsubscribeAll } from '@/lib/subscriptions/changes'

const Acts = z.object({ act: z.literal('unsubscribe-all') })

/** The reader's digests, and everything that was sent to them, as a file. */
export async function GET(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) {
    return wantsJson(request)
      ? answerProblem(request, 401, 'Sign in first', 'What was sent belongs to a reader who is signed in.')
      : seeOther(paths.signInTo(paths.settings))
  }
  const body = JSON.stringify(await exportDigests(reader, config().clock.now()), null, 2)
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-digests.json"',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    },
  })
}

/** Unsubscribes the reader from all their digests. */
export async function POST(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Acts)
  if (!form.ok)
    return answerProblem(request, 400, 'What is to be done?', 'Please use the buttons on the settings page.')
  await unsubscribeAll(session.reader.id, config().clock.now())
  return seeOther(paths.settings)
}
