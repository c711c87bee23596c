import { answerPage } from '@/app/_answer/page'
import { doorway } from '@/app/_lists/doorway'
import { DigestArchive } from '@/components/subscriptions/DigestArchive'
import { listIssues } from '@/lib/digest/archive'
import { cursorOfIssues } from '@/lib/digest/issue-cursor'
import { paths } from '@/lib/paths'
import { rhythmInWords, rhythmOf } from '@/lib/subscriptions/rhythm'

/** The public archive, a page at a time. */
export async function GET(request: Request): Promise<Response> {
  return doorway(request, async () => {
    const after = cursorOfIssues(request.url, 'after')
    const { issues, next } = await listIssues({ after })
    const shown = issues.map(({ paperIds, rhythm, ...issue }) => ({
      ...issue,
      rhythm: rhythmInWords(rhythmOf(rhythm)),
      papers: paperIds.length,
    }))
    return answerPage(
      request,
      {
        title: 'Past digests',
        description: 'Every digest that was mailed, newest first.',
        path: paths.digests,
        twins: true,
        noindex: after !== null,
        shared: ['digests'],
      },
      <DigestArchive issues={shown} first={after ? paths.digests : null} next={next && paths.digestsAfter(next)} />,
    )
  })
}
