import { answerPage } from '@/app/_answer/page'
import { RankingPage } from '@/components/about/RankingPage'
import type { SignalsRuleProps } from '@/components/about/SignalsRule'
import { config } from '@/lib/config'
import { paths } from '@/lib/paths'
import { MODEL } from '@/lib/signals/early-warning/model'
import { COUNTING, DISCOVERY, FAIR, RANKING, READERS_OF_HALF_SHARE, SIGNALS } from '@/lib/trending/constants'
import { kindInWords } from '@/lib/trending/kinds'

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
      fair={FAIR}
      discovery={DISCOVERY}
      keptDays={COUNTING.endedKeptDays}
      maturityHours={config().voteMaturityHours}
      rule={signalsRule()}
    />,
  )
}

function signalsRule(): SignalsRuleProps {
  const isTrained = MODEL.origin !== null
  return {
    kinds: Object.entries(SIGNALS).map(([kind, { cap, half }]) => ({ name: kindInWords(kind), cap, half })),
    readersOfHalfShare: READERS_OF_HALF_SHARE,
    earlyWarning: { isTrained, isOn: isTrained && Number(SIGNALS.early_warning.cap) > 0 },
  }
}
