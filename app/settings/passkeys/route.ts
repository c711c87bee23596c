import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { forgetCookie, readCookie } from '@/lib/accounts/cookies'
import { addPasskey } from '@/lib/accounts/passkeys/add'
import { asJson, Registration } from '@/lib/accounts/passkeys/door'
import { namePasskey, removePasskey } from '@/lib/accounts/passkeys/keep'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

const name = z
  .string()
  .default('')
  .transform((typed) =>
    typed
      .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .slice(0, 60),
  )
  .transform((text) => text || 'Passkey')
const id = z.string().max(2_000)

const Acts = z.discriminatedUnion('act', [
  z.object({ act: z.literal('add'), answer: asJson(Registration), name }),
  z.object({ act: z.literal('name'), id, name }),
  z.object({ act: z.literal('remove'), id }),
])

export const GET = postedFrom(`${paths.settings}#passkeys`)

/** Adds a passkey of the reader, gives it another name, or takes it away. */
export async function POST(request: Request): Promise<Response> {
  const reader = await readerOf(request)
  if (!reader) return seeOther(paths.signInTo(paths.settings))
  const form = await readForm(request, Acts)
  if (!form.ok)
    return answerProblem(request, 400, 'What is to be done?', 'Please use the buttons on the settings page.')
  const wish = form.data
  if (wish.act === 'name') await namePasskey(reader.id, wish.id, wish.name)
  if (wish.act === 'remove') await removePasskey(reader.id, wish.id)
  if (wish.act === 'add') {
    const given = { answer: wish.answer, name: wish.name, browserToken: readCookie(request, 'passkey') }
    const outcome = await addPasskey(reader.id, given, config().clock.now())
    if (outcome === 'full')
      return answerProblem(request, 409, 'That is enough', 'Take a passkey away before you add another.')
    if (outcome === 'refused')
      return answerProblem(
        request,
        422,
        'That passkey was not added',
        'It took longer than five minutes, or it is here already. Please try again.',
      )
  }
  return seeOther(`${paths.settings}#passkeys`, { 'set-cookie': forgetCookie('passkey') })
}
