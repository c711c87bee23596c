import { daysBefore, type Question, spoilList } from './doors'
import { datestampOf, OAI_PAGE, renderOai, renderRecords, setsOf } from './oai'
import { recordAt, type Snapshot, type Truth } from './truth'

const XML = 'text/xml; charset=utf-8'

/** Where a list goes on. It stays the list that it was at `asOf`, until the token's day is over. */
interface Token {
  set: string
  from: string
  asOf: number
  at: number
}

/** OAI-PMH: the verb ListRecords in the format `arXiv`, by set and day. Tokens expire at midnight, UTC. */
export function oaiAnswer(truth: Truth, { parameters, at, fault }: Question) {
  const clock = fault?.kind === 'a date to come' ? daysBefore(at, -1) : at
  const answer = (inside: string) => ({ status: 200, type: XML, body: renderOai(clock, 'http://oai/oai', inside) })
  const error = (code: string, text: string) => answer(`<error code="${code}">${text}</error>`)

  if (parameters.get('verb') !== 'ListRecords') return error('badVerb', 'only ListRecords is simulated')
  const token = parameters.has('resumptionToken') ? readToken(parameters.get('resumptionToken') ?? '') : null
  const isExpired = fault?.kind === 'an expired token' || (token && dayOf(new Date(token.asOf)) !== dayOf(at))
  if (parameters.has('resumptionToken') && (!token || isExpired)) return error('badResumptionToken', 'expired')
  if (!token && parameters.get('metadataPrefix') !== 'arXiv') return error('cannotDisseminateFormat', 'arXiv')

  const isStale = fault?.kind === 'a stale copy'
  const list = token ?? {
    set: parameters.get('set') ?? '',
    from: parameters.get('from') ?? '',
    asOf: (isStale ? daysBefore(at, 1) : at).getTime(),
    at: 0,
  }
  const found = select(truth, list)
  const page = spoilList(found.slice(list.at, list.at + OAI_PAGE), fault)
  if (page.length === 0) return error('noRecordsMatch', 'nothing')
  const next = list.at + OAI_PAGE
  return answer(renderRecords(page, next < found.length ? writeToken({ ...list, at: next }) : null, list.at === 0))
}

function select(truth: Truth, { set, from, asOf }: Token): Snapshot[] {
  return [...truth.snapshots.values()]
    .flatMap((snapshots) => recordAt(snapshots, new Date(asOf)) ?? [])
    .filter((snapshot) => datestampOf(snapshot) >= from && (set === '' || isIn(set, snapshot)))
    .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.record.id < b.record.id ? -1 : 1))
}

const isIn = (set: string, { record }: Snapshot) => record.categories.some((category) => setsOf(category).includes(set))

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10)

const writeToken = (token: Token) => Buffer.from(JSON.stringify(token)).toString('base64url')

function readToken(text: string): Token | null {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Token
  } catch {
    return null
  }
}
