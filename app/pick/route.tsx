import { z } from 'zod'
import { PickPage } from '@/components/community/PickPage'
import { findName } from '@/lib/accounts/public-name'
import { may, type Person } from '@/lib/community/permissions'
import { findPick, type PickOutcome, pick, pickableDays, unpick } from '@/lib/community/picks'
import { Sentence } from '@/lib/community/sentence'
import { config } from '@/lib/config'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findPaper } from '@/lib/papers/find-paper'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { paths } from '@/lib/paths'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'
import { doorway } from '../_lists/doorway'

const Picking = z.object({
  paper: z.string('It takes the identifier of a paper.').transform((typed, context) => {
    const id = parseArxivId(typed)?.id
    if (id) return id
    context.addIssue({ code: 'custom', message: 'It takes the identifier of a paper.' })
    return z.NEVER
  }),
  act: z.enum(['pick', 'unpick']).default('pick'),
  day: z.string().optional(),
  why: Sentence.optional(),
})

/** For curators: why this paper, and for which day. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const id = parseArxivId(new URL(request.url).searchParams.get('paper') ?? '')?.id ?? ''
    const who = await allowed(request, 'pick', paths.pick(id))
    return who instanceof Response ? who : answerForm(request, id, who.person, { me: who.reader.id })
  })
}

/** Picks it, or takes the pick back. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const form = await readForm(request, Picking)
    const id = form.ok ? form.data.paper : (parseArxivId(form.values.paper ?? '')?.id ?? '')
    const who = await allowed(request, 'pick', paths.pick(id))
    if (who instanceof Response) return who
    const { reader, person } = who
    const shown = { me: reader.id, values: form.values }
    if (!form.ok) return answerForm(request, id, person, { ...shown, faults: form.faults })
    const { act, day = '', why = null } = form.data
    const now = config().clock.now()
    if (act === 'unpick') return answer(request, id, await unpick(id, may(person, 'unpick-any') ? null : reader.id))
    const faults = {
      ...(pickableDays(now).includes(day) ? {} : { day: 'It takes today or a day of the last week.' }),
      ...(why ? {} : { why: 'Please say why, in a sentence.' }),
    }
    if (why === null || 'day' in faults) return answerForm(request, id, person, { ...shown, faults })
    return answer(request, id, await pick({ paperId: id, day, why }, reader.id, now))
  })
}

interface Shown {
  me: string
  values?: Record<string, string>
  faults?: Record<string, string>
}

async function answerForm(request: Request, id: string, person: Person, { me, values, faults = {} }: Shown) {
  const hasFaults = Object.keys(faults).length > 0
  if (hasFaults && wantsJson(request))
    return answerProblem(request, 422, 'That cannot be picked', Object.values(faults).join(' '))
  const [paper, known] = await Promise.all([findPaper(id), findPick(id)])
  if (!paper) return answerProblem(request, 404, 'That paper is not here', 'Submit it first; then it can be picked.')
  const days = pickableDays(config().clock.now())
  return answerPage(
    request,
    {
      title: `Pick ${mathToReadable(paper.title)}`,
      status: hasFaults ? 422 : 200,
      noindex: true,
      headers: { 'cache-control': 'no-store' },
    },
    <PickPage
      id={id}
      titleHtml={paper.titleHtml}
      values={{ day: values?.day ?? known?.day ?? days[0] ?? '', why: values?.why ?? known?.why ?? '' }}
      days={known && !days.includes(known.day) ? [...days, known.day] : days}
      faults={faults}
      hasName={(await findName(me)) !== null}
      known={
        known && {
          by: known.by,
          isOwn: known.readerId === me,
          mayEnd: known.readerId === me || may(person, 'unpick-any'),
        }
      }
    />,
  )
}

function answer(request: Request, id: string, outcome: PickOutcome): Promise<Response> | Response {
  if (outcome.status === 'not-found')
    return answerProblem(request, 404, 'That paper is not here', 'Submit it first; then it can be picked.')
  if (outcome.status === 'theirs')
    return answerProblem(
      request,
      409,
      'Somebody picked it already',
      `${outcome.by ?? 'Another curator'} did. A paper is picked once.`,
    )
  return wantsJson(request) ? Response.json({ id, picked: outcome.status === 'picked' }) : seeOther(paths.paper(id))
}
