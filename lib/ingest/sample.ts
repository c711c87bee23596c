import { z } from 'zod'
import type { PaperDraft } from '../papers/types'
import samplePapers from './sample-papers.json' with { type: 'json' }

const instant = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable()

const SamplePapers = z.array(
  z.object({
    id: z.string(),
    version: z.number().nullable(),
    title: z.string(),
    abstract: z.string(),
    authors: z.array(z.string()),
    categories: z.array(z.string()),
    comments: z.string().nullable(),
    doi: z.string().nullable(),
    journalRef: z.string().nullable(),
    license: z.string().nullable(),
    submittedAt: instant,
    updatedAt: instant,
  }),
)

/** The bundled papers, for a first start without arXiv. What is not known of them is null. */
export function readSamplePapers(): PaperDraft[] {
  return SamplePapers.parse(samplePapers).map(({ title, abstract, ...paper }) => ({
    ...paper,
    titleSource: title,
    abstractSource: abstract,
  }))
}
