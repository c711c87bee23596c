import { z } from 'zod'
import { FigurePage } from '@/components/community/FigurePage'
import { takeFrom } from '@/lib/accounts/limits'
import { encodeFigure, MAX_FIGURE_BYTES } from '@/lib/community/figures/encode-figure'
import { type FigureOutcome, keepFigure, removeFigure } from '@/lib/community/figures/keep-figure'
import { may } from '@/lib/community/permissions'
import { Sentence } from '@/lib/community/sentence'
import { config } from '@/lib/config'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findPaper } from '@/lib/papers/find-paper'
import { paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'

const FIGURES = { name: 'figures', acts: 30, spanSeconds: 24 * 3_600 }
const Form = z.object({
  act: z.enum(['keep', 'remove']).default('keep'),
  alt: Sentence.default(null),
  why: Sentence.default(null),
})

/** For curators and authors: the picture of a paper, and the way to another. */
export async function GET(request: Request): Promise<Response> {
  const id = paperIn(request)
  const who = await allowed(request, 'remove-picture', paths.figure(id), id)
  return who instanceof Response ? who : answerForm(request, id, { mayKeep: may(who.person, 'picture') })
}

/** Keeps a picture, or takes it away. */
export async function POST(request: Request): Promise<Response> {
  const id = paperIn(request)
  const who = await allowed(request, 'remove-picture', paths.figure(id), id)
  if (who instanceof Response) return who
  const allowance = await takeFrom(FIGURES, who.reader.id)
  if (!allowance.allowed) return answerBusy(request, 'pictures', allowance.retryAfterSeconds)
  // A form that is broken off or of another kind makes the platform throw.
  const fields = await request.formData().catch(() => null)
  const mayKeep = may(who.person, 'picture')
  const text = (name: string) => ((value) => (typeof value === 'string' ? value : undefined))(fields?.get(name))
  const values = { alt: text('alt') ?? '', why: text('why') ?? '' }
  const form = Form.safeParse({ act: text('act'), ...values })
  const fault = (faults: Record<string, string>) => answerForm(request, id, { mayKeep, values, faults })
  if (!form.success) {
    const [issue] = form.error.issues
    return fault({ [String(issue?.path[0])]: issue?.message ?? 'Please use the form.' })
  }
  const act = { by: who.reader.id, now: config().clock.now() }
  const { alt, why } = form.data
  if (form.data.act === 'remove') {
    if (!why) return fault({ why: 'It takes a reason: everybody can read it in the log.' })
    return answer(request, id, await removeFigure(id, why, act))
  }
  if (!mayKeep) return answerProblem(request, 403, 'That is not for you to do', 'Curators and authors bring pictures.')
  const file = fields?.get('file')
  if (!(file instanceof File) || file.size === 0) return fault({ file: 'Please choose a picture.' })
  if (file.size > MAX_FIGURE_BYTES) return fault({ file: 'It takes a picture of at most 4 MB.' })
  if (!alt) return fault({ alt: 'Please say what it shows, for whoever does not see it.' })
  const encoding = await encodeFigure(new Uint8Array(await file.arrayBuffer()))
  if (encoding.status === 'refused') return fault({ file: encoding.why })
  const { small, wide } = encoding
  const outcome = await keepFigure({ paperId: id, alt, small, wide }, why, act)
  if (outcome === 'there') return fault({ why: 'It takes a reason: the paper has a picture already.' })
  return answer(request, id, outcome)
}

const paperIn = (request: Request) => parseArxivId(new URL(request.url).searchParams.get('paper') ?? '')?.id ?? ''

interface Shown {
  mayKeep: boolean
  values?: { alt: string; why: string }
  faults?: Record<string, string>
}

async function answerForm(request: Request, id: string, { mayKeep, values, faults = {} }: Shown): Promise<Response> {
  const hasFaults = Object.keys(faults).length > 0
  if (hasFaults && wantsJson(request))
    return answerProblem(request, 422, 'That cannot be taken', Object.values(faults).join(' '))
  const paper = await findPaper(id)
  if (!paper) return notHere(request)
  const page = { title: 'Picture', noindex: true, talk: true, headers: { 'cache-control': 'no-store' } }
  return answerPage(
    request,
    { ...page, status: hasFaults ? 422 : 200 },
    <FigurePage
      paper={paper}
      mayKeep={mayKeep}
      values={values ?? { alt: paper.figure?.alt ?? '', why: '' }}
      faults={faults}
    />,
  )
}

function answer(request: Request, id: string, outcome: FigureOutcome): Promise<Response> | Response {
  if (outcome === 'not-found') return notHere(request)
  return wantsJson(request) ? Response.json({ id, picture: outcome }) : seeOther(paths.paper(id))
}

const notHere = (request: Request) =>
  answerProblem(request, 404, 'That paper is not here', 'Submit it first; then it can have a picture.')
