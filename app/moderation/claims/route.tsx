import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther } from '@/app/_answer/page'
import { allowed } from '@/app/_community/door'
import { DecideClaimsPage } from '@/components/claims/DecideClaimsPage'
import { type DecideOutcome, decideClaim, listClaims } from '@/lib/community/claims/decide'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'

const SHOWN = 100
const Deciding = z.object({
  id: z.uuid(),
  decision: z.enum(['grant', 'refuse']),
  reason: z
    .string()
    .transform((typed) => typed.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
    .refine(
      (text) => text !== '' && text.length <= 200 && text.isWellFormed(),
      'It takes a reason of at most 200 characters.',
    ),
})

/** Claims that wait, and those that were decided. */
export async function GET(request: Request): Promise<Response> {
  const who = await allowed(request, 'decide-claim', paths.decideClaims)
  if (who instanceof Response) return who
  const [open, decided] = await Promise.all([listClaims('open', SHOWN), listClaims('decided', SHOWN)])
  const page = { title: 'Claims of authors', noindex: true, headers: { 'cache-control': 'no-store' } }
  return answerPage(request, page, <DecideClaimsPage open={open} decided={decided} />)
}

/** Grants or refuses one, with a reason. */
export async function POST(request: Request): Promise<Response> {
  const who = await allowed(request, 'decide-claim', paths.decideClaims)
  if (who instanceof Response) return who
  const form = await readForm(request, Deciding)
  if (!form.ok) return answerProblem(request, 422, 'Something is missing', Object.values(form.faults)[0] ?? '')
  const outcome = await decideClaim(form.data, who.reader, config().clock.now())
  return outcome === 'decided'
    ? seeOther(paths.decideClaims)
    : answerProblem(request, outcome === 'not-open' ? 409 : 403, 'That is not yours to decide', WHY[outcome])
}

const WHY: Record<Exclude<DecideOutcome, 'decided'>, string> = {
  'not-open': 'Somebody decided it meanwhile, or there is no such claim.',
  own: 'Nobody decides on their own claim.',
  'same-moderator': 'You refused it; somebody else decides on the appeal.',
}
