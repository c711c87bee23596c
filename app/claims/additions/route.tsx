import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { allowed } from '@/app/_community/door'
import { OwnClaimsPage } from '@/components/claims/ClaimPages'
import { Additions, addToPaper, listOwnClaims } from '@/lib/community/claims/additions'
import { paths } from '@/lib/paths'

const Form = z.object({ paper: z.string().max(100), ...Additions.shape })

export const GET = postedFrom(paths.claims)

/** Keeps what an author adds to a paper of theirs. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, Form)
  const paperId = form.values.paper ?? ''
  const who = await allowed(request, 'add-to-paper', paths.claims, paperId)
  if (who instanceof Response) return who
  if (!form.ok) {
    const fault = { paperId, words: Object.values(form.faults)[0] ?? '' }
    const page = { title: 'Your papers', status: 422, noindex: true, headers: { 'cache-control': 'no-store' } }
    const claims = await listOwnClaims(who.reader.id)
    return answerPage(request, page, <OwnClaimsPage claims={claims} byOrcid={0} fault={fault} />)
  }
  const { paper, ...additions } = form.data
  if (!(await addToPaper(who.reader.id, paper, additions)))
    return answerProblem(request, 403, 'That is for its authors', 'Claim the paper first.')
  return seeOther(paths.paper(paper))
}
