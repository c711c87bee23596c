import { answerPage } from '@/app/_answer/page'
import { ComponentsPage } from '@/components/gallery/ComponentsPage'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { GET as answerMissing } from '../../[...missing]/route'
import { samplePapers } from './sample-papers'

/** Every component in its states, for whoever works on the pages; nowhere else does this page live. */
export function GET(request: Request): Promise<Response> {
  if (!config().isDevelopment) return answerMissing(request)
  return answerPage(
    request,
    { title: 'Components', noindex: true },
    <ComponentsPage papers={samplePapers(config().clock.now())} back={paths.aboutComponents} />,
  )
}
