import { answerPage } from '@/app/_answer/page'
import { DigestArchive } from '@/components/subscriptions/DigestArchive'
import { listIssues } from '@/lib/digest/archive'
import { paths } from '@/lib/paths'
import { rhythmInWords, rhythmOf } from '@/lib/subscriptions/rhythm'

/** The public archive. */
export async function GET(request: Request): Promise<Response> {
  const issues = (await listIssues()).map(({ paperIds, rhythm, ...issue }) => ({
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
      shared: ['digests'],
    },
    <DigestArchive issues={issues} />,
  )
}
