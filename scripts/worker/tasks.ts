import { sweepAccounts } from '@/lib/accounts/sweep'
import { purgeBounces } from '@/lib/bounces/act-on-report'
import { runBounces } from '@/lib/bounces/run-bounces'
import { fetchAsked } from '@/lib/community/ask-for-papers'
import type { Config } from '@/lib/config'
import { forgetIssues } from '@/lib/digest/forget-issues'
import { forgetSent } from '@/lib/digest/forget-sent'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { openAuthorLists } from '@/lib/ingest/author-lists'
import { forgetOldNotes } from '@/lib/ingest/forget-old-notes'
import { openOai } from '@/lib/ingest/oai-client'
import { refreshAuthors } from '@/lib/ingest/read-authors'
import { runSweep } from '@/lib/ingest/sweep'
import { watchAnnouncements } from '@/lib/ingest/watch'
import type { Task } from '@/lib/jobs/engine'
import type { TaskName } from '@/lib/jobs/schedule'
import { fetchAwaited } from '@/lib/mine/awaited'
import { purgeLedger } from '@/lib/outbox/purge'
import { judgeNetworks } from '@/lib/papers/judge-networks'
import { mendTextIndex } from '@/lib/papers/text-index'
import { forgetEndedVotes, matureVotes } from '@/lib/papers/votes'
import { refreshPersonalLists } from '@/lib/personal/refresh'
import { countWords } from '@/lib/search/words/count-words'
import { runSignals } from '@/lib/signals/run-signals'
import { signalSettings } from '@/lib/signals/settings'
import { forgetCopies, tidyObservations } from '@/lib/signals/tidy'
import { forgetFormerReaders, purgeUnconfirmed } from '@/lib/subscriptions/purge'
import { renewKeys } from '@/lib/suppression/renew-keys'
import { purgeSoftBounces } from '@/lib/suppression/soft-bounces'
import { runNight } from '@/lib/trending/run-night'

/** What each scheduled job does: one call into the house each. */
export function tasksOf({
  clock,
  categories,
  arxiv,
  baseUrl,
  voteMaturityHours,
  bounceUrl,
}: Config): Record<TaskName, Task> {
  return {
    ingest: async (signal) => {
      const asked = openArxiv({ ...arxiv, baseUrl, clock, signal })
      const { rejected, ...done } = await watchAnnouncements({ categories, clock, signal, arxiv: asked })
      return { ...done, rejected: rejected.length }
    },
    submissions: async (signal) =>
      fetchAsked({ arxiv: openArxiv({ ...arxiv, baseUrl, clock, signal }), clock, maturityHours: voteMaturityHours }),
    sweep: async (signal) => {
      const oai = openOai({ ...arxiv, baseUrl, clock, signal })
      const { rejected, sets, ...done } = await runSweep({ categories, clock, signal, oai })
      return { ...done, rejected: rejected.length, left: sets.filter(({ state }) => state === 'left').length }
    },
    'mature-votes': async () => ({
      ...(await judgeNetworks(clock.now())),
      matured: await matureVotes(clock.now(), voteMaturityHours),
    }),
    recount: async (signal) => runNight({ clock, signal }),
    people: async (signal) => {
      const authors = openAuthorLists({ ...arxiv, baseUrl, clock, signal })
      const outcomes = await refreshAuthors({ authors, clock, signal })
      return { asked: outcomes.length, stored: outcomes.filter(({ status }) => status === 'stored').length }
    },
    personal: async (signal) => ({ lists: await refreshPersonalLists(clock.now(), signal) }),
    awaited: async (signal) =>
      fetchAwaited({ arxiv: openArxiv({ ...arxiv, baseUrl, clock, signal }), now: clock.now() }),
    bounces: async (signal) => (bounceUrl ? runBounces(bounceUrl, { now: clock.now(), signal }) : {}),
    words: async (signal) => ({ counted: await countWords(signal) }),
    'text-index': async (signal) => ({ made: await mendTextIndex(signal) }),
    signals: async (signal) => runSignals(signalSettings(signal)),
    tidy: async (signal) => {
      const now = clock.now()
      await sweepAccounts(now)
      return {
        ...(await purgeUnconfirmed(now)),
        former: await forgetFormerReaders(now, signal),
        ...(await purgeLedger(now, signal)),
        bounces: await purgeBounces(now),
        issues: await forgetIssues(now),
        sentPapers: await forgetSent(now, signal),
        ...(await forgetOldNotes(now)),
        observations: await tidyObservations(now),
        copies: await forgetCopies(now),
        endedVotes: await forgetEndedVotes(now),
        softBounces: await purgeSoftBounces(now),
        renewed: await renewKeys(signal),
      }
    },
  }
}
