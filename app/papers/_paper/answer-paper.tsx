import { PaperPage } from '@/components/PaperPage'
import { listAdditions } from '@/lib/community/claims/additions'
import { listComments } from '@/lib/community/comments/list-comments'
import { findLock } from '@/lib/community/moderation/stands'
import { config } from '@/lib/config'
import { shared } from '@/lib/http/shared'
import { bibtex } from '@/lib/papers/cite/bibtex'
import { highwireTags } from '@/lib/papers/cite/highwire'
import { markdown } from '@/lib/papers/cite/markdown'
import { ris } from '@/lib/papers/cite/ris'
import { scholarlyArticle } from '@/lib/papers/cite/scholarly-article'
import { parseComparison } from '@/lib/papers/comparison-address'
import { findPaper, type PaperRecord } from '@/lib/papers/find-paper'
import { listMomentum } from '@/lib/papers/momentum'
import { formSuffix, type PaperForm, type PaperPath } from '@/lib/papers/paper-path'
import { listMerged } from '@/lib/papers/same-work'
import { mathToReadable } from '@/lib/papers/text/math-to-readable'
import { findComparison, type KnownVersion, listVersions } from '@/lib/papers/versions'
import { withdrawalNotice } from '@/lib/papers/withdrawal'
import { absolute, paths } from '@/lib/paths'
import { PICTURE_SIZE } from '@/lib/pictures/paper-picture'
import { listSimilar } from '@/lib/search/similar/list-similar'
import { apiRecord } from '@/lib/views/api/shape'
import { answerPage, answerProblem } from '../../_answer/page'
import { answerPicture } from './answer-picture'
import { leadOn } from './lead-on'

const TWINS: Record<Exclude<PaperForm, 'page' | 'png'>, { type: string; write: (paper: PaperRecord) => string }> = {
  json: { type: 'application/json', write: (paper) => JSON.stringify(apiRecord(paper)) },
  md: { type: 'text/markdown; charset=utf-8', write: markdown },
  bib: { type: 'application/x-bibtex; charset=utf-8', write: bibtex },
  ris: { type: 'application/x-research-info-systems; charset=utf-8', write: ris },
}

/** One paper, as a page or as a twin; other spellings of its address lead to the one it has. */
export async function answerPaper(
  request: Request,
  { kind, id, form }: Extract<PaperPath, { kind: 'paper' | 'moved' }>,
): Promise<Response> {
  if (kind === 'moved') {
    const headers = { location: paths.paper(id) + formSuffix(form) }
    return shared(request, ['papers'], new Response(null, { status: 308, headers }))
  }
  const paper = await findPaper(id)
  if (!paper) {
    return answerProblem(
      request,
      404,
      `arXiv:${id} is not here`,
      `This site has not met that paper. arXiv may have it: https://arxiv.org/abs/${id}`,
      { label: 'Bring it here', path: paths.submitPaper(id) },
    )
  }
  if (form === 'png') return answerPicture(request, paper)
  if (form !== 'page') {
    const { type, write } = TWINS[form]
    const headers = { 'content-type': type, 'cache-control': 'no-cache' }
    return shared(request, [`paper:${id}`], new Response(write(paper), { headers }))
  }
  // Its twins stay: they tell of arXiv's record, and cite it.
  if (paper.mergedInto) return leadOn(request, paper, paths.paper(paper.mergedInto))
  return answerPaperPage(request, paper)
}

/** Of the thread, on the paper's own page. */
const COMMENTS_SHOWN = 20

async function answerPaperPage(request: Request, paper: PaperRecord): Promise<Response> {
  const { id } = paper
  const asked = parseComparison(new URL(request.url).searchParams)
  const [versions, momentum, comparison, similar, { comments, all }, locked, additions, merged] = await Promise.all([
    listVersions(id),
    listMomentum([id], config().clock.now()),
    asked && findComparison(id, asked.from, asked.to),
    listSimilar(id),
    listComments(id, { limit: COMMENTS_SHOWN }),
    findLock(id),
    listAdditions(id),
    listMerged(id),
  ])
  if (asked && !comparison) return answerProblem(request, 404, 'These versions cannot be compared', unmet(id, versions))
  return answerPage(
    request,
    {
      title: mathToReadable(paper.title),
      description: mathToReadable(paper.abstract).replace(/\s+/g, ' ').slice(0, 300),
      path: paths.paper(id),
      noindex: asked !== null,
      talk: true,
      shared: [`paper:${id}`],
      found: {
        type: 'article',
        tags: highwireTags(paper),
        data: scholarlyArticle(paper, absolute(paths.paper(id))),
        picture: { url: absolute(paths.paperPicture(id)), ...PICTURE_SIZE },
      },
    },
    <PaperPage
      paper={{ ...paper, momentum: momentum.get(id) }}
      back={paths.paper(id)}
      versions={versions}
      comparison={comparison}
      merged={merged}
      notice={withdrawalNotice(paper.comments, paper.abstract)}
      additions={additions}
      similar={similar}
      comments={comments}
      commentsLeft={all - comments.length}
      locked={locked}
    />,
  )
}

function unmet(id: string, versions: KnownVersion[]): string {
  const met = versions
    .filter(({ isMet }) => isMet)
    .map(({ version }) => `v${version}`)
    .join(', ')
  return `Of arXiv:${id} this site has met ${met || 'no version by its number'}. arXiv keeps the others: https://arxiv.org/abs/${id}`
}
