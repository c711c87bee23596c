import { UpstreamError } from '../errors'
import { type AskSettings, askArxiv } from './ask-arxiv'
import { type OaiAnswer, parseOaiAnswer } from './oai-records'

export interface OaiSettings extends AskSettings {
  oaiUrl: string
}

/** A question to OAI-PMH: the first page of what a set had changed from a day on, or the page that a token leads to. */
export type OaiQuestion = { set: string; from: string } | { token: string }

/** What OAI-PMH answers when it answers at all. */
export type OaiPage = Extract<OaiAnswer, { status: 'read' | 'none' | 'expired' }>

/** arXiv's OAI-PMH, through the same gate as everything else. */
export interface Oai {
  /** @throws UpstreamError in one sentence when there is no usable answer: that is "not yet known", never "no papers" */
  list(question: OaiQuestion): Promise<OaiPage>
}

/** OAI-PMH as this house asks it. No `until`: arXiv advises against it. */
export function openOai(settings: OaiSettings): Oai {
  const ask = askArxiv(settings)
  return {
    async list(question) {
      const url = new URL(`${settings.oaiUrl}/oai`)
      const parameters = 'token' in question ? { resumptionToken: question.token } : firstPage(question)
      for (const [name, value] of Object.entries({ verb: 'ListRecords', ...parameters })) {
        url.searchParams.set(name, value)
      }
      const answer = parseOaiAnswer((await ask(url, {})).text)
      if (answer.status === 'broken' || answer.status === 'refused') {
        throw new UpstreamError(`${url.host} gave no list of records: ${answer.reason}.`)
      }
      return answer
    },
  }
}

const firstPage = ({ set, from }: { set: string; from: string }) => ({ metadataPrefix: 'arXiv', set, from })
