import { z } from 'zod'

export interface ArxivId {
  /** Canonical, without a version: `2406.01234`, `hep-th/9901001`. */
  id: string
  /** Null: none was named, which means the latest. */
  version: number | null
}

/** Longer than any address that names one paper; keeps hostile input cheap. */
const MAX_INPUT_CHARS = 400

/** The archives that gave out ids of the form `archive/YYMMNNN`, until March 2007. */
const OLD_ARCHIVES = new Set(
  `acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga
   funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph
   q-alg q-bio quant-ph solv-int supr-con`.split(/\s+/),
)

/** Mirrors and hosts of all times: www, export, de, ar5iv.labs; xxx.lanl.gov until 1998. */
const ADDRESS =
  /^(?:https?:\/\/)?(?:(?:[a-z0-9-]+\.){0,2}arxiv\.org|xxx\.lanl\.gov)\/(?:abs|pdf|html|format|ps|e-print|src|tb|cits)\/([^?#]*)/i
const DOI = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.(.*)$/i
const PREFIX = /^(?:oai:arxiv\.org:|(?:e-?prints?:?\s*)?arxiv:\s*)(.*)$/i
const NEW_ID = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,2}))?$/i
const OLD_ID = /^([a-z-]{2,8})(?:\.[a-z-]{2,10})?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,2}))?$/i

/** As papers cite each other, and as arXiv stamps their first page: arXiv:2406.01234v2 [cs.LG] 5 Jun 2024. */
const STAMP = /\s?\[[a-z-]{2,12}(?:\.[a-z-]{2,12})?\](?:\s+\d{1,2} [a-z]{3,9} \d{4})?$/i

const OPENING = '(<["\'“‘'
const CLOSING = ')>]"\'”’.,;:!?'

/**
 * The paper that an id, an address or a DOI names, in any of the forms arXiv has used since 1991, with the brackets and signs that
 * stand around it in a sentence; null for everything else. Subject classes are dropped as arXiv does (`math.CA/0611800` is
 * `math/0611800`). Linear in the input's length. Source: https://info.arxiv.org/help/arxiv_identifier.html
 */
export function parseArxivId(input: string): ArxivId | null {
  if (input.length > 2 * MAX_INPUT_CHARS) return null
  const named = bare(input)
  if (named.length > MAX_INPUT_CHARS) return null
  const inner = named.match(ADDRESS) ?? named.match(DOI)
  const id = (inner?.[1] ?? named)
    .replace(PREFIX, '$1')
    .replace(/\/$/, '')
    .replace(/\.pdf$/i, '')
  return parseNew(id) ?? parseOld(id)
}

/** Without what surrounds a name in a text: space, brackets, quotation marks, a full stop, the stamp of its field. */
function bare(input: string): string {
  const trimmed = input.trim()
  let [from, to] = [0, trimmed.length]
  while (from < to && OPENING.includes(trimmed[from] ?? '')) from += 1
  // A stamp ends in a bracket that is its own.
  while (
    to > from &&
    CLOSING.includes(trimmed[to - 1] ?? '') &&
    !STAMP.test(trimmed.slice(Math.max(from, to - 40), to))
  )
    to -= 1
  return trimmed.slice(from, to).replace(STAMP, '').trim()
}

/** A canonical id: no version, no prefix, no subject class. */
export const ARXIV_ID = z.string().refine((value) => {
  const parsed = parseArxivId(value)
  return parsed?.id === value && parsed.version === null
}, 'takes an arXiv id such as 2406.01234 or hep-th/9901001')

function parseNew(bare: string): ArxivId | null {
  const [, year = '', month = '', serial = '', version] = bare.match(NEW_ID) ?? []
  if (!isMonth(month) || Number(serial) === 0) return null
  const yymm = Number(year + month)
  const digits = yymm >= 1501 ? 5 : 4
  if (yymm < 704 || serial.length !== digits) return null
  return { id: `${year}${month}.${serial}`, version: versionOf(version) }
}

function parseOld(bare: string): ArxivId | null {
  const [, given = '', year = '', month = '', serial = '', version] = bare.match(OLD_ID) ?? []
  const archive = given.toLowerCase()
  if (!OLD_ARCHIVES.has(archive) || !isMonth(month) || Number(serial) === 0) return null
  const yymm = Number(year + month)
  if (yymm < 9107 && yymm > 703) return null
  return { id: `${archive}/${year}${month}${serial}`, version: versionOf(version) }
}

const isMonth = (month: string) => Number(month) >= 1 && Number(month) <= 12

const versionOf = (digits: string | undefined) => (digits === undefined ? null : Number(digits))
