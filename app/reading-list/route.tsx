import { PaperList } from '@/components/PaperList'
import { ReadingListPage } from '@/components/reading/ReadingListPage'
import { readerOf } from '@/lib/accounts/session'
import { displayOf } from '@/lib/http/display'
import { paths } from '@/lib/paths'
import { listSaved } from '@/lib/reading/reading-list'
import { parseListQuery } from '@/lib/views/list-query'
import { answerPage, seeOther } from '../_answer/page'
import { doorway } from '../_lists/doorway'
import { withParameters } from '../_lists/with-parameters'

/** The reader's own saved papers. */
export function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url)
    const reader = await readerOf(request)
    if (!reader) return seeOther(paths.signInTo(paths.readingList))
    const { after } = parseListQuery(searchParams)
    const { papers, total, before, next } = await listSaved(reader.id, { after })
    return answerPage(
      request,
      { title: 'Reading list', noindex: true },
      <ReadingListPage
        total={total}
        from={before + 1}
        to={before + papers.length}
        first={after ? paths.readingList : null}
        next={next && withParameters(paths.readingList, { after: next })}
      >
        <PaperList papers={papers} reading={null} density={displayOf(request).density} back={pathname + search} />
      </ReadingListPage>,
    )
  })
}
