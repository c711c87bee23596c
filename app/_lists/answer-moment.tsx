import { AsItStood } from '@/components/lists/AsItStood'
import { ViewBody } from '@/components/ViewBody'
import { displayOf } from '@/lib/http/display'
import { listMomentum } from '@/lib/papers/momentum'
import { paths } from '@/lib/paths'
import { viewPath, viewTitle } from '@/lib/views/address'
import type { Cursor } from '@/lib/views/cursor'
import { listView } from '@/lib/views/list-view'
import { momentInWords } from '@/lib/views/moment'
import type { View } from '@/lib/views/view'
import { answerPage } from '../_answer/page'
import { surroundingsOf } from './surroundings'
import { withParameters } from './with-parameters'

/** A list as it stood at an instant. Not kept, since instants are without end, and not for indexes. */
export async function answerMoment(
  request: Request,
  view: View,
  after: Cursor | null,
  moment: Date,
): Promise<Response> {
  const { papers, next } = await listView(view, { after, moment })
  const [{ lead, description, parts }, momentum] = await Promise.all([
    surroundingsOf(view),
    listMomentum(
      papers.map(({ id }) => id),
      moment,
    ),
  ])
  const [title, words] = [viewTitle(view), momentInWords(moment)]
  const path = viewPath(view)
  const here = withParameters(path, { at: moment.toISOString() })
  return answerPage(
    request,
    { title: `${title} as of ${words}`, description, path, noindex: true },
    <ViewBody
      title={title}
      lead={lead}
      papers={papers.map((paper) => ({ ...paper, momentum: momentum.get(paper.id) }))}
      reading={null}
      density={displayOf(request).density}
      back={here}
      empty={after ? 'The list ended before this place.' : 'Nothing stood here then.'}
      days={null}
      parts={parts}
      about={<AsItStood at={moment} words={words} now={path} />}
      first={after ? here : null}
      next={next && withParameters(here, { after: next })}
      subscribe={paths.subscribeTo(path)}
    />,
  )
}
