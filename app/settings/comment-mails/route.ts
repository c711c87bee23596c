import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { sessionOf } from '@/lib/accounts/session'
import { setCommentMails } from '@/lib/accounts/stop-link'
import { paths } from '@/lib/paths'

const Form = z.object({ wanted: z.literal('yes') })

export const GET = postedFrom(`${paths.settings}#comment-mails`)

/** Whether answers and mentions are mailed to the reader. */
export async function POST(request: Request): Promise<Response> {
  const session = await sessionOf(request)
  if (!session) return seeOther(paths.signInTo(paths.settings))
  await setCommentMails(session.reader.id, (await readForm(request, Form)).ok)
  return seeOther(`${paths.settings}#comment-mails`)
}
