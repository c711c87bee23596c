import type { Config } from '../config'
import { db } from '../database/client'
import { findFreshness } from '../ingest/freshness'
import { findSources } from '../signals/find-sources'
import { renderFreshnessMetrics } from './freshness-metrics'
import { gauge, type Sample } from './prometheus'
import { renderSignalMetrics } from './signal-metrics'

/** The states in which a delivery can be: each is told, also at zero, so that an alert on it has a line to look at. */
const DELIVERY_STATES = ['queued', 'leased', 'finishing', 'accepted', 'failed', 'skipped', 'suppressed', 'unknown']
const SUBSCRIPTION_STATES = ['pending', 'active', 'paused', 'unsubscribed']

interface Counts {
  papers: bigint
  readers: bigint
  votes: bigint
  subscriptions: Record<string, number>
  deliveries: Record<string, number>
  overdue: bigint
  ingestAge: number | null
  indexed: number | null
  unindexed: number
}

/** How the site is doing, in Prometheus' text format (version 0.0.4). Counts only: no address, no name. */
export async function renderMetrics({
  categories,
  clock,
  signals,
}: Pick<Config, 'categories' | 'clock' | 'signals'>): Promise<string> {
  const [counts] = await db().$queryRaw<[Counts]>`
    select
      (select count(*) from papers) as papers,
      (select count(*) from readers) as readers,
      (select count(*) from votes) as votes,
      (select coalesce(json_object_agg(state, n), '{}') from (select state, count(*) as n from subscriptions group by 1) s) as subscriptions,
      (select coalesce(json_object_agg(state, n), '{}') from (select state, count(*) as n from deliveries group by 1) d) as deliveries,
      (select count(*) from deliveries where state = 'queued' and due_at < now() - interval '5 minutes') as overdue,
      (select extract(epoch from now() - max(finished_at))::float8 from ingest_runs where report is not null) as "ingestAge",
      (select papers from search_index) as indexed,
      (select count(distinct paper_id)::int from search_changes) as unindexed`
  return [
    gauge('papers', 'Papers in the store.', [['', counts.papers]]),
    gauge('readers', 'Readers with an account.', [['', counts.readers]]),
    gauge('votes', 'Votes.', [['', counts.votes]]),
    gauge('subscriptions', 'Subscriptions by state.', byState(SUBSCRIPTION_STATES, counts.subscriptions)),
    gauge('deliveries', 'Mails in the ledger by state.', byState(DELIVERY_STATES, counts.deliveries)),
    gauge('deliveries_overdue', 'Mails due for more than five minutes and not yet taken.', [['', counts.overdue]]),
    gauge(
      'last_ingest_age_seconds',
      'Time since an ingest run finished; absent before the first.',
      counts.ingestAge === null ? [] : [['', Math.round(counts.ingestAge)]],
    ),
    gauge(
      'search_index_papers',
      'Papers in the search index; absent while there is none.',
      counts.indexed === null ? [] : [['', counts.indexed]],
    ),
    gauge('search_index_behind', 'Papers that changed since and are found beside the index.', [['', counts.unindexed]]),
    renderFreshnessMetrics(await findFreshness(categories, clock.now())),
    renderSignalMetrics(await findSources(signals.sources, clock.now())),
  ].join('')
}

function byState(states: readonly string[], counts: Record<string, number>): Sample[] {
  return states.map((state) => [`{state="${state}"}`, counts[state] ?? 0])
}
