import { UpstreamError } from '../errors'
import { type AskSettings, askArxiv } from './ask-arxiv'

/** Where arXiv keeps the lists of its public author identifiers. */
export interface AuthorLists {
  /**
   * The Atom feed of a person's papers; null where nobody has that identifier. Asked through the gate like everything of arXiv.
   * @param id an ORCID or an arXiv author identifier
   * @throws UpstreamError when arXiv gives nothing usable
   */
  feed(id: string): Promise<string | null>
}

/** @param settings with the address under which `/a/{id}.atom2` is found */
export function openAuthorLists({ apiUrl, ...settings }: AskSettings & { apiUrl: string }): AuthorLists {
  const ask = askArxiv({ ...settings, answers: [404] })
  return {
    async feed(id) {
      const url = new URL(`${apiUrl}/a/${encodeURIComponent(id)}.atom2`)
      const answer = await ask(url, {})
      if (answer.status === 404) return null
      if (answer.status !== 200) throw new UpstreamError(`${url.host} answers with HTTP status ${answer.status}.`)
      return answer.text
    },
  }
}
