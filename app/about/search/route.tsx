import { answerPage } from '@/app/_answer/page'
import { Prose } from '@/components/Prose'
import { SearchHelp } from '@/components/search/SearchHelp'
import { paths } from '@/lib/paths'
import { MAX_HITS } from '@/lib/search/answer'
import { OPERATORS } from '@/lib/search/query/grammar'

/** The language of searches, from the table that the parser reads. */
export function GET(request: Request): Promise<Response> {
  return answerPage(
    request,
    {
      title: 'How to search',
      path: paths.aboutSearch,
      description: 'Words, phrases, fields, dates and orders: what the search box takes.',
      shared: [],
    },
    <Prose title="How to search">
      <SearchHelp operators={OPERATORS} mostPapers={MAX_HITS} />
    </Prose>,
  )
}
