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

const ADDRESS = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)?arxiv\.org\/(?:abs|pdf|html|format|ps|e-print|src)\/([^?#]*)/i
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.(.*)$/i
const PREFIX = /^(?:oai:arxiv\.org:|arxiv:\s*)(.*)$/i
const NEW_ID = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,2}))?$/i
const OLD_ID = /^([a-z-]{2,8})(?:\.[a-z-]{2,10})?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,2}))?$/i

/**
 * The paper that an id, an address or a DOI names, in any of the forms arXiv has used since 1991; null for everything
 * else. Subject classes are dropped as arXiv does (`math.CA/0611800` is `math/0611800`). Linear in the input's length.
 * Source: https://info.arxiv.org/help/arxiv_identifier.html
 */
export function parseArxivId(input: string): ArxivId | null {
  const trimmed = input.trim()
  if (trimmed.length > MAX_INPUT_CHARS) return null
  const named = trimmed.match(ADDRESS) ?? trimmed.match(DOI) ?? trimmed.match(PREFIX)
  const bare = (named?.[1] ?? trimmed)
    // As papers cite each other: arXiv:2406.01234v2 [cs.LG]
    .replace(/ \[[a-z.-]{2,20}\]$/i, '')
    .replace(/\/$/, '')
    .replace(/\.pdf$/i, '')
  return parseNew(bare) ?? parseOld(bare)
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
