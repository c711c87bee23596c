import type { ArxivRecord } from '../arxiv-record'
import { xmlText } from '../fake-arxiv-rss'
import type { Snapshot } from './truth'

/** Records on a page: few, so that every longer list has tokens. */
export const OAI_PAGE = 12

const PHYSICS = /^(astro-ph|cond-mat|gr-qc|hep-|math-ph|nlin|nucl-|physics|quant-ph)/

/** The sets of a category, from the group down: `cs`, `cs:cs`, `cs:cs:LG`. */
export function setsOf(category: string): string[] {
  const [archive = '', subject] = category.split('.')
  const group = PHYSICS.test(archive) ? 'physics' : archive
  return [group, `${group}:${archive}`, ...(subject ? [`${group}:${archive}:${subject}`] : [])]
}

/** The day, in UTC, of the last change: what OAI-PMH selects by. */
export const datestampOf = ({ since }: Snapshot) => since.toISOString().slice(0, 10)

/** An answer in the form of https://www.openarchives.org/OAI/openarchivesprotocol.html. */
export function renderOai(responseDate: Date, request: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>${responseDate.toISOString().slice(0, 19)}Z</responseDate>
<request>${xmlText(request)}</request>
${inside}
</OAI-PMH>
`
}

/** @param token of the page that follows; null: this is the last one, and `isFirst` tells whether it is also the only one */
export function renderRecords(page: readonly Snapshot[], token: string | null, isFirst: boolean): string {
  const end = token ? `<resumptionToken>${xmlText(token)}</resumptionToken>` : isFirst ? '' : '<resumptionToken/>'
  return `<ListRecords>\n${page.map(renderRecord).join('\n')}\n${end}</ListRecords>`
}

function renderRecord(snapshot: Snapshot): string {
  const { record, change } = snapshot
  const sets = [...new Set(record.categories.flatMap((category) => setsOf(category).at(-1) ?? []))]
  const isDeleted = change === 'deleted'
  return `<record>
<header${isDeleted ? ' status="deleted"' : ''}>
 <identifier>oai:arXiv.org:${record.id}</identifier>
 <datestamp>${datestampOf(snapshot)}</datestamp>
${sets.map((set) => ` <setSpec>${set}</setSpec>`).join('\n')}
</header>
${isDeleted ? '' : renderMetadata(record)}</record>`
}

const renderMetadata = (record: ArxivRecord) => `<metadata>
 <arXiv xmlns="http://arxiv.org/OAI/arXiv/" xsi:schemaLocation="http://arxiv.org/OAI/arXiv/ http://arxiv.org/OAI/arXiv.xsd">
${fieldsOf(record).join('\n')}
 </arXiv>
</metadata>
`

/** The format `arXiv`: the newest version, without its number. */
function fieldsOf({ id, version = 1, title, abstract, authors, categories, ...record }: ArxivRecord): string[] {
  const field = (name: string, text: string | null | undefined) =>
    text ? [` <${name}>${xmlText(text)}</${name}>`] : []
  return [
    ...field('id', id),
    ...field('created', record.submittedAt?.slice(0, 10)),
    ...((version ?? 1) > 1 ? field('updated', record.updatedAt?.slice(0, 10)) : []),
    ` <authors>${authors.map(renderAuthor).join('')}</authors>`,
    ...field('title', title),
    ...field('categories', categories.join(' ')),
    ...field('comments', record.comments),
    ...field('journal-ref', record.journalRef),
    ...field('doi', record.doi),
    ...field('license', record.license ?? 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/'),
    ...field('abstract', `  ${abstract}`),
  ]
}

function renderAuthor(name: string): string {
  const [, forenames = '', keyname = name] = name.match(/^(.*)\s(\S+)$/) ?? []
  const first = forenames ? `<forenames>${xmlText(forenames)}</forenames>` : ''
  return `<author><keyname>${xmlText(keyname)}</keyname>${first}</author>`
}
