import { announcementInWords } from './calendar-words'
import type { Freshness } from './freshness'
import {
  alarmInWords,
  countsInWords,
  gapInWords,
  gapsInWords,
  lastInWords,
  repairInWords,
  sweepInWords,
  verdictInWords,
} from './freshness-words'
import { type CategoryFreshness, secondsSince } from './judge-freshness'

/** The facts of freshness in the words of readers, as `/about/freshness.json` gives them and the page shows them. Pure. */
export type FreshnessReport = ReturnType<typeof reportFreshness>

/** Instants are ISO texts, days as 2026-11-20. */
export function reportFreshness(freshness: Freshness) {
  const { at, verdict, isSample, next, quiet, categories, sweep, repairs } = freshness
  const gaps = categories.flatMap((about) => about.gaps)
  return {
    generatedAt: at.toISOString(),
    verdict,
    sentence: verdictInWords(freshness),
    sample: isSample,
    calendar: {
      quiet,
      next: { day: next.day, at: next.at.toISOString(), sentence: announcementInWords(next.at) },
    },
    categories: categories.map(reportCategory),
    gaps: gaps.map((gap) => ({ ...gap, sentence: gapInWords(gap) })),
    gapSentences: gapsInWords(gaps),
    sweep: {
      finishedAt: sweep.finishedAt?.toISOString() ?? null,
      ageSeconds: sweep.finishedAt && secondsSince(sweep.finishedAt, at),
      sentence: sweepInWords(sweep),
    },
    repairs: {
      total: repairs.total,
      days: repairs.days.map((day) => ({ ...day, sentence: repairInWords(day) })),
    },
  }
}

function reportCategory(about: CategoryFreshness) {
  const { category, verdict, last, newestDay, ageSeconds } = about
  return {
    category,
    verdict,
    sentence: lastInWords(about),
    newestDay,
    ageSeconds,
    last: last && {
      day: last.day,
      state: last.state,
      here: last.here,
      feed: last.listed,
      counted: last.confirmed,
      lookedAt: last.lookedAt?.toISOString() ?? null,
      sentence: countsInWords(last),
    },
    alarm: alarmInWords(about),
  }
}
