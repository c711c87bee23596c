import { Prose } from '@/components/Prose'
import { answerPage } from '../_answer/page'

export const dynamic = 'force-dynamic'

/** What the service worker shows in place of a page that was never opened here. */
export const GET = (request: Request): Promise<Response> =>
  answerPage(
    request,
    { title: 'No connection', noindex: true },
    <Prose title="No connection">
      <p>
        This page was not opened on this device before, so it is not kept here. It will open when the network is back.
      </p>
      <p>If you pressed a button to come here, nothing was sent: go back, and press it again then.</p>
      <p>
        The <a href="/">front page</a> and the papers that you opened last can be read meanwhile.
      </p>
    </Prose>,
  )
