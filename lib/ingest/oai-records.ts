import { parseArxivId } from '../papers/arxiv-id'
import { oneLine, onlyCategories, plausibleDate, readDraft } from '../papers/draft'
import { cleanWords } from '../papers/text/clean-text'
import type { PaperDraft, Rejected } from '../papers/types'
import { tellsWithdrawal } from '../papers/withdrawal'
import { childOf, childrenOf, type Element, parseElements, textOf } from './element-tree'
import { findXmlFault } from './xml-guard'

/** A record of OAI-PMH. Its draft knows days where the query API knows instants, and a version only when it is the first. */
export interface OaiRecord {
  draft: PaperDraft
  /** The day on which arXiv changed the record last (UTC), as 2026-11-20. */
  datestamp: string
}

/** What arXiv's OAI-PMH answers. */
export type OaiAnswer =
  /** A page. `token` leads to the next; null: this is the last. `deleted` are ids that arXiv took back. */
  | {
      status: 'read'
      records: OaiRecord[]
      deleted: string[]
      rejected: Rejected[]
      token: string | null
      respondedAt: Date
    }
  /** Nothing was changed since the day that was asked for: an answer like another. */
  | { status: 'none'; respondedAt: Date }
  /** The token is not known any more: they live until the end of arXiv's day. */
  | { status: 'expired'; reason: string }
  /** Another error of the specification (https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions). */
  | { status: 'refused'; reason: string }
  /** Not an answer; the reason is one clause. */
  | { status: 'broken'; reason: string }

/**
 * ListRecords of OAI-PMH 2.0 in arXiv's own format (`arXiv`) → drafts, deletions, rejects, and the way on.
 *
 * Pure. Never throws, whatever the text holds; one bad record is rejected alone. Format:
 * https://info.arxiv.org/help/oa/index.html
 */
export function parseOaiAnswer(xml: string): OaiAnswer {
  const fault = findXmlFault(xml)
  if (fault) return broken(fault)
  const root = parseElements(xml)
  if (root instanceof Error || root.name !== 'OAI-PMH') return broken('the answer is not a whole one of OAI-PMH')
  const respondedAt = plausibleDate(textOf(root, 'responseDate'))
  if (!respondedAt) return broken('the answer has no date')

  const error = childOf(root, 'error')
  if (error) return readError(error, respondedAt)
  const list = childOf(root, 'ListRecords')
  if (!list) return broken('the answer lists no records')
  const token = childOf(list, 'resumptionToken')
  const records = childrenOf(list, 'record')
  // The specification has an error for "no records": a list without one, and without an end, is none.
  if (records.length === 0 && !token) return broken('the answer lists no records')

  const read = records.map(readRecord)
  return {
    status: 'read',
    records: read.flatMap((one) => ('record' in one ? one.record : [])),
    deleted: read.flatMap((one) => ('deleted' in one ? one.deleted : [])),
    rejected: read.flatMap((one) => ('rejected' in one ? one.rejected : [])),
    token: token?.text.trim() || null,
    respondedAt,
  }
}

const broken = (reason: string): OaiAnswer => ({ status: 'broken', reason })

function readError({ attributes, text }: Element, respondedAt: Date): OaiAnswer {
  const { code = 'error' } = attributes
  if (code === 'noRecordsMatch') return { status: 'none', respondedAt }
  const reason = `arXiv says ${oneLine(code, 60)}: ${oneLine(text, 200) || 'no more than that'}`
  return { status: code === 'badResumptionToken' ? 'expired' : 'refused', reason }
}

type ReadRecord = { record: OaiRecord } | { deleted: string } | { rejected: Rejected }

function readRecord(record: Element): ReadRecord {
  const header = childOf(record, 'header')
  const paper = childOf(childOf(record, 'metadata'), 'arXiv')
  const identifier = textOf(header, 'identifier') || textOf(paper, 'id')
  const id = parseArxivId(identifier)?.id
  const refuse = (reason: string) => ({ rejected: { id: id ?? (oneLine(identifier, 100) || 'unnamed'), reason } })
  if (!id) return refuse('has no identifier of arXiv')
  if (header?.attributes.status === 'deleted') return { deleted: id }

  const datestamp = plausibleDate(textOf(header, 'datestamp'))
  if (!datestamp) return refuse('has no datestamp')
  if (!paper) return refuse('has no metadata of arXiv')
  const read = readDraft(fieldsOf(paper, id))
  if ('reason' in read) return refuse(read.reason)
  return { record: { draft: read.draft, datestamp: datestamp.toISOString().slice(0, 10) } }
}

function fieldsOf(paper: Element, id: string): PaperDraft {
  const comments = textOf(paper, 'comments') || null
  const updatedAt = plausibleDate(textOf(paper, 'updated'))
  return {
    id,
    // "updated" stands there from the second version on, and does not say which.
    version: childOf(paper, 'updated') ? null : 1,
    titleSource: textOf(paper, 'title'),
    abstractSource: textOf(paper, 'abstract'),
    authors: childrenOf(childOf(paper, 'authors'), 'author').map(nameOf),
    categories: onlyCategories(textOf(paper, 'categories').split(/\s+/)),
    comments,
    doi: textOf(paper, 'doi'),
    journalRef: textOf(paper, 'journal-ref'),
    license: textOf(paper, 'license'),
    submittedAt: plausibleDate(textOf(paper, 'created')),
    updatedAt,
    withdrawn: tellsWithdrawal(comments, textOf(paper, 'abstract')),
  }
}

/** As people write it: forenames, last name, suffix. Collaborations have a last name only. */
const nameOf = (author: Element) =>
  cleanWords(['forenames', 'keyname', 'suffix'].map((part) => textOf(author, part)).join(' ')).trim()
