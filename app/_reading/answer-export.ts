import { readerOf } from '@/lib/accounts/session'
import { bibtex } from '@/lib/papers/cite/bibtex'
import { ris } from '@/lib/papers/cite/ris'
import type { PaperRecord } from '@/lib/papers/find-paper'
import { paths } from '@/lib/paths'
import { exportSaved } from '@/lib/reading/reading-list'
import { apiRecord } from '@/lib/views/api/shape'
import { answerProblem, seeOther, wantsJson } from '../_answer/page'
import { doorway } from '../_lists/doorway'

const FORMS = {
  bib: { type: 'application/x-bibtex', write: (papers: PaperRecord[]) => papers.map(bibtex).join('\n') },
  ris: { type: 'application/x-research-info-systems', write: (papers: PaperRecord[]) => papers.map(ris).join('') },
  json: { type: 'application/json', write: (papers: PaperRecord[]) => JSON.stringify(papers.map(apiRecord)) },
}

/** The reader's own list as a file for reference managers and programs. */
export function answerExport(request: Request, form: keyof typeof FORMS): Promise<Response> {
  return doorway(request, async () => {
    const reader = await readerOf(request)
    if (!reader) {
      return wantsJson(request)
        ? answerProblem(request, 401, 'Sign in first', 'A reading list belongs to a reader who is signed in.')
        : seeOther(paths.signInTo(paths.readingList))
    }
    const { type, write } = FORMS[form]
    return new Response(write(await exportSaved(reader.id)), {
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="reading-list.${form}"`,
        'cache-control': 'private, no-cache',
        'x-robots-tag': 'noindex',
      },
    })
  })
}
