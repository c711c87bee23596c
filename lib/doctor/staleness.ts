import type pg from 'pg'
import type { Config } from '../config'
import { pool } from '../database/client'
import { findFreshness } from '../ingest/freshness'
import { verdictInWords } from '../ingest/freshness-words'

/** A balancer asks every second or two, and listings change once a day. */
const KEPT_MS = 30_000

const kept = new WeakMap<pg.Pool, { at: number; sentence: Promise<string | null> }>()

/**
 * In one sentence that listings are missing, late ones or more; null when nothing is. Up to 30 seconds old. It is no reason to
 * take a process out of service: all of them share one database, and old papers are better than none.
 */
export function findStaleness({ categories, clock }: Pick<Config, 'categories' | 'clock'>): Promise<string | null> {
  const database = pool()
  const now = clock.now()
  const known = kept.get(database)
  if (known && Math.abs(now.getTime() - known.at) < KEPT_MS) return known.sentence
  const sentence = findFreshness(categories, now).then((freshness) =>
    ['late', 'away'].includes(freshness.verdict) ? verdictInWords(freshness) : null,
  )
  kept.set(database, { at: now.getTime(), sentence })
  // What failed is asked again.
  sentence.catch(() => kept.delete(database))
  return sentence
}
