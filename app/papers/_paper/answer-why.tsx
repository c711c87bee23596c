import { WhyPage } from '@/components/why/WhyPage'
import { config } from '@/lib/config'
import { findPaper } from '@/lib/papers/find-paper'
import { listMomentum } from '@/lib/papers/momentum'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { paths } from '@/lib/paths'
import { RANKING } from '@/lib/trending/constants'
import { explain, explanationCsv } from '@/lib/trending/explain'
import { answerPage, answerProblem } from '../../_answer/page'
import { leadOn } from './lead-on'

/** What a paper's place is made of, as of now; as a page, or as CSV. Not kept, since what acts are worth changes with the clock. */
export async function answerWhy(
  request: Request,
  { id, form }: { id: string; form: 'page' | 'csv' },
): Promise<Response> {
  const now = config().clock.now()
  const [paper, explanation] = await Promise.all([findPaper(id), explain(id, now)])
  if (!paper || !explanation)
    return answerProblem(
      request,
      404,
      `arXiv:${id} is not here`,
      'So it stands nowhere, and there is nothing to explain.',
    )
  if (paper.mergedInto) return leadOn(request, paper, paths.why(paper.mergedInto) + (form === 'csv' ? '.csv' : ''))
  if (form === 'csv') {
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' }
    return new Response(explanationCsv(explanation), { headers })
  }
  const momentum = await listMomentum([id], now)
  return answerPage(
    request,
    {
      title: `Why ${mathToReadable(paper.title)} stands where it does`,
      path: paths.why(id),
      noindex: true,
      // Its tables stand on a telephone.
      talk: true,
    },
    <WhyPage
      id={id}
      titleHtml={paper.titleHtml}
      explanation={explanation}
      halfLifeDays={RANKING.halfLifeDays}
      momentum={momentum.get(id)}
    />,
  )
}
