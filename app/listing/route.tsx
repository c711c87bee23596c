import { z } from 'zod'
import { ListingPage } from '@/components/lists/ListPages'
import { makeList } from '@/lib/community/lists/keep-list'
import { ListName, ListNote } from '@/lib/community/lists/list-form'
import { addToList, type EntryOutcome, takeFromList } from '@/lib/community/lists/list-paper'
import { listMine, listsWith } from '@/lib/community/lists/my-lists'
import { may } from '@/lib/community/permissions'
import { config } from '@/lib/config'
import { parseArxivId } from '@/lib/papers/arxiv-id'
import { findPaper } from '@/lib/papers/find-paper'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { paths } from '@/lib/paths'
import { answerBusy } from '../_answer/busy'
import { readForm } from '../_answer/form'
import { answerPage, answerProblem, seeOther, wantsJson } from '../_answer/page'
import { allowed } from '../_community/door'
import { doorway } from '../_lists/doorway'

const NO_PAPER = 'It takes the identifier of a paper.'

const Listing = z
  .object({
    paper: z.string(NO_PAPER).transform((typed, context) => {
      const id = parseArxivId(typed)?.id
      if (id) return id
      context.addIssue({ code: 'custom', message: NO_PAPER })
      return z.NEVER
    }),
    act: z.enum(['add', 'take']).default('add'),
    /** Empty: a new one, of this name. */
    list: z.union([z.literal(''), z.uuid('That is no list.')]).default(''),
    name: z.string().default(''),
    note: ListNote,
  })
  .transform((form, context) => {
    if (form.name.trim() === '') {
      if (form.list) return { ...form, name: null }
      context.addIssue({ code: 'custom', path: ['name'], message: 'Please choose a list, or give a new one its name.' })
      return z.NEVER
    }
    const named = ListName.safeParse(form.name)
    if (named.success) return { ...form, name: named.data }
    context.addIssue({ code: 'custom', path: ['name'], message: named.error.issues[0]?.message ?? '' })
    return z.NEVER
  })

/** On which of the reader's lists a paper is. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const id = parseArxivId(new URL(request.url).searchParams.get('paper') ?? '')?.id ?? ''
    const who = await allowed(request, 'keep-lists', paths.listed(id))
    return who instanceof Response ? who : answerForm(request, id, who.reader.id)
  })
}

/** Puts it on a list, changes its note there, or takes it off. A name makes the list first. */
export function POST(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const form = await readForm(request, Listing)
    const id = form.ok ? form.data.paper : (parseArxivId(form.values.paper ?? '')?.id ?? '')
    const who = await allowed(request, 'keep-lists', paths.listed(id))
    if (who instanceof Response) return who
    const { reader, person } = who
    if (!form.ok) return answerForm(request, id, reader.id, Object.values(form.faults).join(' '))
    const { act, list, name, note } = form.data
    if (act === 'take') return answer(request, id, reader.id, await takeFromList(list, id, reader.id))
    const now = config().clock.now()
    const made = name && (await makeList(reader.id, { name, description: null, visibility: 'private' }, now))
    if (made && made.status !== 'done') return answer(request, id, reader.id, made)
    const key = made ? made.key : list
    const mayShow = may(person, 'show-lists')
    return answer(request, id, reader.id, await addToList({ key, paperId: id, note }, reader.id, mayShow, now))
  })
}

async function answerForm(request: Request, id: string, readerId: string, fault?: string): Promise<Response> {
  if (fault && wantsJson(request)) return answerProblem(request, 422, 'That cannot be put on a list', fault)
  const [paper, lists, on] = await Promise.all([findPaper(id), listMine(readerId), listsWith(id, readerId)])
  if (!paper) return notHere(request)
  return answerPage(
    request,
    {
      title: `Lists with ${mathToReadable(paper.title)}`,
      status: fault ? 422 : 200,
      noindex: true,
      headers: { 'cache-control': 'no-store' },
    },
    <ListingPage
      paper={paper}
      lists={lists.map((list) => ({ ...list, note: on.get(list.key) ?? null }))}
      fault={fault}
    />,
  )
}

function answer(request: Request, id: string, readerId: string, outcome: EntryOutcome): Promise<Response> | Response {
  switch (outcome.status) {
    case 'busy':
      return answerBusy(request, 'acts', outcome.retryAfterSeconds)
    case 'not-found':
      return notHere(request)
    case 'refused':
      return answerForm(request, id, readerId, outcome.why)
    case 'done':
      return wantsJson(request) ? Response.json({ id }) : seeOther(paths.listed(id))
  }
}

const notHere = (request: Request) =>
  answerProblem(request, 404, 'That is not here', 'No such paper has come to this site, or the list is none of yours.')
