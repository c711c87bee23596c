import { type Ask, type AskSettings as GeneralSettings, openAsk } from '../upstream/ask'

/** How anything of arXiv is asked, whichever door it is: through its gate, for XML. */
export type AskSettings = Omit<GeneralSettings, 'gate' | 'takes' | 'headers'>

const XML = { accept: 'application/xml', type: /xml|rss|atom/i, noun: 'a feed' }

/** @throws UpstreamError when arXiv gives nothing usable */
export const askArxiv = (settings: AskSettings): Ask => openAsk({ ...settings, gate: 'arxiv', takes: XML })
