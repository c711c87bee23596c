import { setOf } from '@/lib/ingest/oai-sets'
import type { ArxivRecord } from './arxiv-record'
import { xmlText } from './fake-arxiv-rss'

export interface FakeOai {
  /** When it answers. */
  now?: string
  pageSize?: number
  /** Tokens given before this number of answers are not known any more. */
  expired?: boolean
  /** Ids of papers that arXiv took back. */
  deleted?: string[]
}

/** OAI-PMH's ListRecords in arXiv's format, as https://info.arxiv.org/help/oa/index.html tells of it. */
export function renderOaiAnswer(question: URLSearchParams, records: ArxivRecord[], oai: FakeOai = {}): string {
  const { now = '2026-11-21T03:40:00Z', pageSize = 1000 } = oai
  const token = question.get('resumptionToken')
  if (token && oai.expired) return answer(now, error('badResumptionToken', 'The token has expired.'))
  const [set = '', from = '', start = '0'] = token?.split('|') ?? [
    question.get('set') ?? '',
    question.get('from') ?? '',
  ]
  const isKnown = token !== null || question.get('metadataPrefix') === 'arXiv'
  if (question.get('verb') !== 'ListRecords' || !isKnown) return answer(now, error('badArgument', 'Wrong question.'))

  const found = records.filter((record) => datestampOf(record) >= from && isIn(set, record)).sort(byDatestamp)
  if (found.length === 0) return answer(now, error('noRecordsMatch', 'Nothing.'))
  const end = Number(start) + pageSize
  const page = found.slice(Number(start), end).map((record) => renderRecord(record, oai))
  const next = end < found.length ? `${set}|${from}|${end}` : ''
  const more = next || token ? `<resumptionToken>${next}</resumptionToken>` : ''
  return answer(now, `<ListRecords>${page.join('')}${more}</ListRecords>`)
}

const isIn = (set: string, { categories }: ArxivRecord) =>
  categories.some((category) => setOf(category) === set || setOf(category).startsWith(`${set}:`))

const datestampOf = ({ datestamp }: ArxivRecord) => datestamp ?? '2026-11-20'
const byDatestamp = (a: ArxivRecord, b: ArxivRecord) => (datestampOf(a) < datestampOf(b) ? -1 : 1)

const answer = (now: string, inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<responseDate>${now}</responseDate><request verb="ListRecords">http://oaipmh.arxiv.org/oai</request>${inside}</OAI-PMH>`

const error = (code: string, text: string) => `<error code="${code}">${text}</error>`

function renderRecord(record: ArxivRecord, { deleted = [] }: FakeOai): string {
  const { id, categories } = record
  const isDeleted = deleted.includes(id)
  const header = `<header${isDeleted ? ' status="deleted"' : ''}><identifier>oai:arXiv.org:${id}</identifier><datestamp>${datestampOf(record)}</datestamp>${categories.map((one) => `<setSpec>${setOf(one)}</setSpec>`).join('')}</header>`
  return `<record>${header}${isDeleted ? '' : `<metadata>${renderPaper(record)}</metadata>`}</record>`
}

function renderPaper({ id, title, abstract, categories, version, ...record }: ArxivRecord): string {
  const submitted = record.submittedAt ?? '2026-11-18T12:00:00Z'
  const updated = (version ?? 1) > 1 ? (record.updatedAt ?? '2026-11-19T12:00:00Z') : null
  const element = (name: string, text: string | null | undefined) => (text ? `<${name}>${xmlText(text)}</${name}>` : '')
  const authors = record.authors.map((name) => {
    const [, forenames = '', keyname = name] = /^(.*) (\S+)$/.exec(name) ?? []
    return `<author>${element('keyname', keyname)}${element('forenames', forenames)}</author>`
  })
  return `<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>${id}</id><created>${submitted.slice(0, 10)}</created>${element('updated', updated?.slice(0, 10))}<authors>${authors.join('')}</authors>${element('title', title)}<categories>${categories.join(' ')}</categories>${element('comments', record.comments)}${element('journal-ref', record.journalRef)}${element('doi', record.doi)}${element('license', record.license)}<abstract>${xmlText(`  ${abstract}\n`)}</abstract></arXiv>`
}
