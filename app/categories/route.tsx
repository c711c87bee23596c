import { Taxonomy } from '@/components/lists/Taxonomy'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { listTaxonomy } from '@/lib/taxonomy'
import { answerPage } from '../_answer/page'

/** All fields of arXiv, and which of them this site reads. */
export function GET(request: Request): Promise<Response> {
  const description = 'All categories of arXiv, and which of them this site reads.'
  return answerPage(
    request,
    { title: 'Categories', description, path: paths.categories, shared: [] },
    <Taxonomy groups={listTaxonomy()} read={new Set(config().categories)} />,
  )
}
