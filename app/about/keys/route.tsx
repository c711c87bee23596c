import { answerPage } from '@/app/_answer/page'
import { KeyList } from '@/components/keys/KeyList'
import { Prose } from '@/components/Prose'
import { paths } from '@/lib/paths'

/** The keys, for whoever comes by a link instead of by `?`. */
export function GET(request: Request): Promise<Response> {
  return answerPage(
    request,
    {
      title: 'Keys',
      path: paths.aboutKeys,
      description: 'The keys that walk through a list of papers, vote, save and search.',
      shared: [],
    },
    <Prose title="Keys">
      <p>On lists, single keys do what the buttons do. They need JavaScript; everything works without them.</p>
      <KeyList />
      <p>
        They never act while you type or hold a modifier. The button at the foot of every page stops them in this
        browser, and starts them again.
      </p>
    </Prose>,
  )
}
