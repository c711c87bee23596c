import { answerPage } from '@/app/_answer/page'
import { RankingPage } from '@/components/about/RankingPage'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { MODEL } from '@/lib/signals/early-warning/model'
import { COUNTING, RANKING, READERS_OF_HALF_SHARE, SIGNALS } from '@/lib/trending/constants'

/** The rule of the lists, with the numbers that are in force (lib/trending/constants.ts). */
export function GET(request: Request): Promise<Response> {
  return answerPage(
    request,
    {
      title: 'How papers are ranked',
      path: paths.aboutRanking,
      shared: [],
      description: 'The rule behind the trending list: its formula, its numbers, and which votes count.',
    },
    <RankingPage
      ranking={RANKING}
      counting={COUNTING}
      maturityHours={config().voteMaturityHours}
      rule={{ signals: SIGNALS, readersOfHalfShare: READERS_OF_HALF_SHARE, isTrained: MODEL.origin !== null }}
    />,
  )
}
