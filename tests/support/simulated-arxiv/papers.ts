import { readSamplePapers } from '@/lib/ingest/sample'
import type { ArxivRecord } from '../arxiv-record'
import type { Random } from './random'

const SAMPLE = readSamplePapers()
const MAX_ABSTRACT_CHARS = 280
/** Collaborations of that size sign their papers one by one. */
const CROWD = 5_000
/** Two in a thousand: about one in each third history. */
const CROWD_CHANCE = 0.002

/** A first version after a real record: its texts and authors, under another number, in other categories. */
export function makePaper(id: string, categories: string[], submittedAt: Date, random: Random): ArxivRecord {
  const { titleSource, abstractSource, authors, comments, license } = random.pick(SAMPLE)
  const at = toSeconds(submittedAt)
  return {
    id,
    version: 1,
    title: `${titleSource} [${id}]`,
    abstract: abstractSource.slice(0, MAX_ABSTRACT_CHARS).replace(/\s+\S*$/, '.'),
    authors: random.chance(CROWD_CHANCE) ? crowd() : authors,
    categories,
    comments,
    license,
    submittedAt: at,
    updatedAt: at,
  }
}

/** The next version, or the one after it, with another title. */
export function nextVersionOf(record: ArxivRecord, at: Date, step: number): ArxivRecord {
  const version = (record.version ?? 1) + step
  const title = `${record.title.replace(/ \(version \d+\)$/, '')} (version ${version})`
  return { ...record, version, title, updatedAt: toSeconds(at) }
}

/** A version that takes the paper back, in the words that arXiv asks for. */
export function withdrawalOf(record: ArxivRecord, at: Date): ArxivRecord {
  const comments = 'This paper has been withdrawn by the author due to a crucial error in Lemma 2'
  return { ...record, version: (record.version ?? 1) + 1, comments, updatedAt: toSeconds(at) }
}

/** The same version with other facts about it. */
export function editOf(record: ArxivRecord, random: Random): ArxivRecord {
  const serial = random.int(1_000, 9_999)
  return random.chance(0.5)
    ? { ...record, doi: `10.1000/simulated.${serial}`, journalRef: `J. Sim. ${serial} (2026) 1` }
    : { ...record, title: `${record.title.replace(/ \(corrected \d+\)$/, '')} (corrected ${serial})` }
}

const crowd = () => Array.from({ length: CROWD }, (_, index) => `A. Member${index}`)

/** Records tell whole seconds. */
const toSeconds = (instant: Date) => `${instant.toISOString().slice(0, 19)}Z`
