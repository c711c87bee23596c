import { config } from '../config'
import { listByIds } from '../papers/find-paper'
import { mathToReadable } from '../papers/text/math-to-readable'
import { absolute, paths, twin } from '../paths'
import { rhythmInWords, rhythmOf } from '../subscriptions/rhythm'
import { dayInWords } from '../views/calendar'
import type { FeedEntry } from '../views/feeds/feed'
import { renderFeed, type TwinFormat } from '../views/twins'
import { listIssues, type PublicIssue } from './archive'
import type { IssueCursor } from './issue-cursor'

/** Issues in one page of the feed. */
const ENTRIES = 20

/**
 * The archive of mailed issues as a feed, newest first: public lists only, each as somebody new got it, so that nothing of a reader
 * stands in it. An issue without papers is no entry. Valid when empty.
 */
export async function renderArchive(
  format: TwinFormat,
  after: IssueCursor | null,
  now: Date,
): Promise<{ type: string; body: string }> {
  const { issues, next } = await listIssues({ after, limit: ENTRIES, onlyMailed: true })
  const titles = await titlesOf(issues)
  const entries = issues.map((issue) => entryOf(issue, titles))
  const selfUrl = absolute(twin(paths.digests, format))
  return renderFeed(format, {
    title: `Past digests · ${config().siteName}`,
    description: `What ${config().siteName} mailed, as new readers got it`,
    pageUrl: absolute(paths.digests),
    selfUrl,
    nextUrl: next && `${selfUrl}?after=${next}`,
    updated: entries[0]?.updated ?? now,
    entries,
  })
}

async function titlesOf(issues: readonly PublicIssue[]): Promise<Map<string, string>> {
  const papers = await listByIds([...new Set(issues.flatMap(({ paperIds }) => paperIds))])
  return new Map(papers.map(({ id, title }) => [id, mathToReadable(title)]))
}

function entryOf(
  { id, heading, rhythm, slotAt, paperIds, view }: PublicIssue,
  titles: ReadonlyMap<string, string>,
): FeedEntry {
  const count = paperIds.length === 1 ? 'One paper' : `${paperIds.length} papers`
  const summary = `${count}, sent ${rhythmInWords(rhythmOf(rhythm))}.`
  return {
    id: `urn:uuid:${id}`,
    url: absolute(paths.digest(id)),
    title: `${heading}, ${dayInWords(slotAt.toISOString().slice(0, 10))}`,
    authors: [],
    categories: [view],
    paragraphs: [summary, ...paperIds.flatMap((paper) => titles.get(paper) ?? [])],
    summary,
    extras: {},
    published: slotAt,
    updated: slotAt,
  }
}
