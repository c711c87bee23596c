import { conditionsFor, noteUnchanged, rememberCopy } from '../upstream/copies'
import { type AskSettings, askArxiv } from './ask-arxiv'

export interface ArxivSettings extends AskSettings {
  rssUrl: string
  apiUrl: string
}

export type FeedAnswer =
  | { status: 'unchanged' }
  /** `remember` is to be called when the papers are stored: from then on only newer copies are asked for. */
  | { status: 'changed'; xml: string; remember: () => Promise<void> }

/** arXiv as this house asks it: one request at a time, one in three seconds, never more than fits in memory. */
export interface Arxiv {
  /** The announcement feed of a category, unless the copy that we have is still the newest. */
  feed(category: string): Promise<FeedAnswer>
  /** The query API's answer, an Atom feed. */
  query(parameters: Record<string, string | number>): Promise<string>
}

/**
 * Every method throws an `UpstreamError` of one plain sentence when arXiv gives nothing usable: unreachable, slow,
 * endless, another type, another host, or asking for a pause that is longer than we wait.
 */
export function openArxiv(settings: ArxivSettings): Arxiv {
  const ask = askArxiv(settings)
  return {
    async feed(category) {
      const url = new URL(`${settings.rssUrl}/rss/${encodeURIComponent(category)}`)
      const answer = await ask(url, await conditionsFor(url.href))
      const now = settings.clock.now()
      if (answer.status === 304) {
        await noteUnchanged(url.href, now)
        return { status: 'unchanged' }
      }
      const remember = () => (answer.status === 200 ? rememberCopy(url.href, answer.headers, now) : Promise.resolve())
      return { status: 'changed', xml: answer.text, remember }
    },
    async query(parameters) {
      const url = new URL(`${settings.apiUrl}/api/query`)
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value))
      return (await ask(url, {})).text
    },
  }
}
