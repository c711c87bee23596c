import { z } from 'zod'
import { answerBusy } from '@/app/_answer/busy'
import { readForm } from '@/app/_answer/form'
import { answerPage, answerProblem, seeOther } from '@/app/_answer/page'
import { allowed } from '@/app/_community/door'
import { ClaimPage, OwnClaimsPage } from '@/components/claims/ClaimPages'
import { authorsOf, listOwnClaims } from '@/lib/community/claims/additions'
import { claimByOrcid, claimPaper, provenByOrcid } from '@/lib/community/claims/claim'
import { appealClaim } from '@/lib/community/claims/decide'
import { config } from '@/lib/config'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { paths } from '@/lib/paths'

const PAGE = { title: 'Your papers', noindex: true, talk: true, headers: { 'cache-control': 'no-store' } }
const words = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim())
  .refine((text) => text.length <= 500 && text.isWellFormed(), 'It takes at most 500 characters.')
const Acts = z.discriminatedUnion('act', [
  z.object({ act: z.literal('claim'), paper: z.string().max(100), author: z.string().max(500), words }),
  z.object({ act: z.literal('claim-by-orcid') }),
  z.object({
    act: z.literal('appeal'),
    id: z.uuid(),
    words: words.refine((text) => text !== '', 'It takes a reason.'),
  }),
])

/** The reader's claims; with `?paper=`, the form to claim that one. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('paper')
  const who = await allowed(request, 'claim', asked ? paths.claim(asked) : paths.claims)
  if (who instanceof Response) return who
  return asked === null ? answerOwn(request, who.reader.id) : answerForm(request, asked)
}

/** Claims a paper, or all of one's ORCID iD; appeals against a refusal. */
export async function POST(request: Request): Promise<Response> {
  const who = await allowed(request, 'claim', paths.claims)
  if (who instanceof Response) return who
  const form = await readForm(request, Acts)
  if (!form.ok)
    return answerProblem(request, 422, 'That cannot be taken', Object.values(form.faults)[0] ?? 'Please use the form.')
  const now = config().clock.now()
  const wish = form.data
  if (wish.act === 'claim-by-orcid') await claimByOrcid(who.reader.id, now)
  if (wish.act === 'appeal' && !(await appealClaim(wish.id, wish.words, who.reader.id, now)))
    return answerProblem(request, 409, 'There is nothing to appeal', 'A refusal can be appealed once.')
  if (wish.act === 'claim') {
    const paperId = parseArxivId(wish.paper)?.id ?? ''
    const outcome = await claimPaper({ paperId, author: wish.author, words: wish.words || null }, who.reader, now)
    if (outcome.status === 'busy') return answerBusy(request, 'claims', outcome.retryAfterSeconds)
    if (outcome.status === 'not-found') return notHere(request)
    if (outcome.status === 'no-such-author') return answerForm(request, paperId, 'The paper names nobody so.')
  }
  return seeOther(paths.claims)
}

async function answerOwn(request: Request, readerId: string): Promise<Response> {
  const [claims, proven] = await Promise.all([listOwnClaims(readerId), provenByOrcid(readerId)])
  return answerPage(request, PAGE, <OwnClaimsPage claims={claims} byOrcid={proven.length} />)
}

async function answerForm(request: Request, asked: string, fault?: string): Promise<Response> {
  const paperId = parseArxivId(asked)?.id ?? ''
  const paper = await authorsOf(paperId)
  if (!paper) return notHere(request)
  const page = { ...PAGE, title: 'Are you an author?', status: fault ? 422 : 200 }
  return answerPage(request, page, <ClaimPage paperId={paperId} {...paper} fault={fault} />)
}

const notHere = (request: Request) =>
  answerProblem(request, 404, 'That paper is not here', 'So nobody can be an author of it here.')
