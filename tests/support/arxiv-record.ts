import type { AnnouncementType } from '@/lib/papers/types'

/** A paper as arXiv itself would know it. */
export interface ArxivRecord {
  id: string
  version?: number | null
  title: string
  abstract: string
  authors: string[]
  /** Primary first. */
  categories: string[]
  comments?: string | null
  doi?: string | null
  journalRef?: string | null
  license?: string | null
  submittedAt?: string | null
  updatedAt?: string | null
  /** In today's feeds: default `new` under its primary category and `cross` under the others; null: in none. */
  announced?: AnnouncementType | null
  /** Of its record in OAI-PMH, as 2026-11-20. */
  datestamp?: string
}
