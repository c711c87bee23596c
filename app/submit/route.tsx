import { z } from 'zod'
import { SubmitPage } from '@/components/community/SubmitPage'
import { findName } from '@/lib/accounts/public-name'
import { readerOf, type SignedInReader } from '@/lib/accounts/session'
import { MAX_SENTENCE, Sentence } from '@/lib/community/sentence'
import { type SubmitOutcome, submit } from '@/lib/community/submit'
import { findWish, listWishes, type WishState } from '@/lib/community/wishes'
import { config } from '@/lib/config'
import { networkOf } from '@/lib/http/peer'
import { hurriedArxiv } from '@/lib/ingest/settings'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findIdByDoi } from '@/lib/papers/find-by-doi'
import { absolute, paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'
import { doorway } from '../_lists/doorway'
import { withParameters } from '../_lists/with-parameters'

const NO_ID = 'It takes an arXiv identifier such as 2406.01234, the address of a paper at arXiv, or its DOI.'

const Submitting = z.object({
  paper: z.string(NO_ID).transform(async (typed, context) => {
    const id = parseArxivId(typed)?.id ?? (await findIdByDoi(typed))
    if (id) return id
    context.addIssue({ code: 'custom', message: NO_ID })
    return z.NEVER
  }),
  note: Sentence.optional().transform((note) => note ?? null),
})

/** The form, filled in as its address says, and what became of the papers that its reader asked for. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { searchParams } = new URL(request.url)
    const reader = await readerOf(request)
    const about = parseArxivId(searchParams.get('about') ?? '')
    const note = searchParams.get('note') ?? ''
    return answerForm(request, reader, {
      values: { paper: searchParams.get('paper') ?? '', note: about ? '' : note },
      done: reader && about && (await findWish(about.id, reader.id)),
      unsaid: about ? note : '',
    })
  })
}

/** Brings a paper here. Signed out, what was typed waits until its reader is back. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const form = await readForm(request, Submitting)
    const back = withParameters(paths.submit, shownAgain(form.values))
    if (!(await readerOf(request)) && back.length > MAX_BACK && !wantsJson(request))
      return signInElsewhere(request, form.values)
    const who = await allowed(request, 'submit', back)
    if (who instanceof Response) return who
    const { reader } = who
    if (!form.ok) {
      if (wantsJson(request))
        return answerProblem(request, 422, 'That cannot be submitted', Object.values(form.faults).join(' '))
      return answerForm(request, reader, { values: form.values, faults: form.faults })
    }
    const { clock, voteMaturityHours } = config()
    const terms = { now: clock.now(), maturityHours: voteMaturityHours, network: networkOf(request) }
    const { paper: id, note } = form.data
    const outcome = await submit({ id, note }, reader, hurriedArxiv(), terms)
    if (wantsJson(request)) return answerProgram(request, form.data, outcome)
    if (outcome.status === 'busy')
      return answerForm(request, reader, { values: form.values, faults: { form: tooMany(outcome) }, status: 429 })
    return seeOther(
      outcome.status === 'known' && note ? withParameters(paths.submitted(id), { note }) : paths.submitted(id),
    )
  })
}

/** What was typed is too long for an address to come back to: it stays in the form meanwhile. */
function signInElsewhere(request: Request, values: Record<string, string>): Promise<Response> {
  const form =
    'Sign in in another tab of this browser, then press the button again: what you typed is too long to take along.'
  return answerForm(request, null, { values, faults: { form }, status: 401 })
}

/** Addresses to come back to are no longer (lib/accounts/back-path.ts). */
const MAX_BACK = 1_200

interface Shown {
  values: Record<string, string>
  faults?: Record<string, string>
  done?: WishState | null
  /** The sentence that was sent with a paper that was here already. */
  unsaid?: string
  status?: number
}

async function answerForm(
  request: Request,
  reader: SignedInReader | null,
  { values, faults = {}, done = null, unsaid = '', status }: Shown,
): Promise<Response> {
  const hasFaults = Object.keys(faults).length > 0
  return answerPage(
    request,
    {
      title: 'Submit a paper',
      path: paths.submit,
      description: 'Any paper of arXiv, of any age and field, can be brought to this site.',
      status: status ?? (hasFaults ? 422 : 200),
      headers: { 'cache-control': 'no-store' },
    },
    <SubmitPage
      values={shownAgain(values)}
      faults={faults}
      done={done}
      unsaid={unsaid.slice(0, MAX_SENTENCE)}
      asksName={reader !== null && unsaid !== '' && (await findName(reader.id)) === null}
      waiting={reader ? (await listWishes(reader.id)).filter(({ id }) => id !== done?.id) : []}
      isSignedIn={reader !== null}
    />,
  )
}

const MAX_PAPER = 800

/** What was typed, as much of it as the fields can hold. */
const shownAgain = ({ paper = '', note = '' }: Record<string, string>) => ({
  paper: paper.slice(0, MAX_PAPER),
  note: note.slice(0, 2 * MAX_SENTENCE),
})

const STATUS = { submitted: 201, known: 200, asked: 202 } as const

const REFUSED = {
  unknown: [404, 'arXiv has no such paper', 'Please look at the identifier again.'],
  withdrawn: [409, 'That paper is withdrawn', 'Its authors took it back at arXiv.'],
  unusable: [422, 'arXiv’s record of that paper cannot be read', 'It may be set right there.'],
} as const

async function answerProgram(
  request: Request,
  { paper: id, note }: z.infer<typeof Submitting>,
  outcome: SubmitOutcome,
): Promise<Response> {
  if (outcome.status === 'busy') return answerBusy(request, 'submissions', outcome.retryAfterSeconds)
  if (outcome.status === 'refused') {
    const [status, title, detail] = REFUSED[outcome.why]
    return answerProblem(request, status, title, detail)
  }
  const unsaid = outcome.status === 'known' && note !== null && { noteKept: false }
  return Response.json(
    { id, url: absolute(paths.paper(id)), ...outcome, ...unsaid },
    { status: STATUS[outcome.status] },
  )
}

function tooMany({ retryAfterSeconds }: Extract<SubmitOutcome, { status: 'busy' }>): string {
  const hours = Math.ceil(retryAfterSeconds / 3_600)
  return `That is as much as one reader can submit in a day. Please come again in ${hours === 1 ? 'an hour' : `${hours} hours`}; this form keeps what you typed.`
}
