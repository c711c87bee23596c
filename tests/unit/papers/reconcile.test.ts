import { describe, expect, test } from 'vitest'
import { firstAnnounced, type PaperFacts, reconcile } from '@/lib/papers/reconcile'
import type { AnnouncementLine, PaperDraft } from '@/lib/papers/types'

const now = new Date('2026-11-20T08:00:00Z')
const earlier = new Date('2026-11-19T08:00:00Z')

const draft = (traits: Partial<PaperDraft> = {}): PaperDraft => ({
  id: '2611.00001',
  version: 1,
  titleSource: 'Title',
  abstractSource: 'Abstract.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  comments: null,
  doi: null,
  journalRef: null,
  license: null,
  submittedAt: null,
  updatedAt: null,
  ...traits,
})
const stored = (traits: Partial<PaperFacts> = {}): PaperFacts => ({
  ...draft(),
  version: 1,
  withdrawn: false,
  announcedAt: null,
  firstSeenAt: earlier,
  completedAt: null,
  sample: false,
  ...traits,
})

describe('a paper told again', () => {
  test('cross-listed later is found in the new category too, behind what its record said', () => {
    const known = reconcile(null, draft({ categories: ['cs.LG', 'cs.AI'] }), 'record', earlier)
    const crossed = reconcile(known, draft({ categories: ['stat.ML', 'cs.LG'] }), 'listing', now)
    expect(crossed).toEqual({ ...known, categories: ['cs.LG', 'cs.AI', 'stat.ML'] })
  })

  test('is as it was', () => {
    const record = { ...draft(), comments: '3 pages', submittedAt: earlier }
    const known = reconcile(null, record, 'record', earlier)
    expect(reconcile(known, record, 'record', now)).toEqual(known)
    expect(reconcile(known, draft(), 'listing', now)).toEqual(known)
  })

  test('never loses a fact to a source that does not know it', () => {
    const known = stored({
      comments: '3 pages',
      doi: '10.1/a',
      license: 'CC0',
      submittedAt: earlier,
      updatedAt: earlier,
    })
    expect(reconcile(known, draft({ version: 2 }), 'listing', now)).toMatchObject({
      version: 2,
      comments: '3 pages',
      doi: '10.1/a',
      license: 'CC0',
      submittedAt: earlier,
    })
  })

  test('never goes back to an older version', () => {
    const known = stored({ version: 3, titleSource: 'Third', completedAt: earlier })
    const old = draft({ version: 1, titleSource: 'First', submittedAt: earlier })
    expect(reconcile(known, old, 'record', now)).toEqual({ ...known, submittedAt: earlier })
  })

  test('is to be completed anew when a listing tells of a new version', () => {
    const known = stored({ completedAt: earlier })
    expect(reconcile(known, draft({ version: 2 }), 'listing', now).completedAt).toBeNull()
    expect(reconcile(known, draft({ version: 2 }), 'record', now).completedAt).toEqual(now)
  })

  test('keeps what a record said of the same version when a listing writes it otherwise', () => {
    const known = stored({ completedAt: earlier, authors: ['Ada, Jr.'], categories: ['cs.AI', 'cs.LG'] })
    const listing = draft({ authors: ['Ada', 'Jr.'], license: 'CC0' })
    expect(reconcile(known, listing, 'listing', now)).toEqual({ ...known, license: 'CC0' })
  })

  test('keeps what a harvest told of it when the query API, which is late, still tells the words from before', () => {
    const record = draft({ version: 2, titleSource: 'Before', submittedAt: earlier, updatedAt: earlier })
    const known = reconcile(null, record, 'record', earlier)
    const edited = reconcile(known, { ...record, version: null, titleSource: 'Edited' }, 'harvest', now)
    expect(edited).toMatchObject({ titleSource: 'Edited', completedAt: null })
    expect(reconcile(edited, record, 'record', now)).toEqual(edited)
    const told = { ...record, titleSource: 'Edited' }
    expect(reconcile(edited, told, 'record', now)).toEqual({ ...edited, completedAt: now })
    const next = { ...record, version: 3, titleSource: 'Third' }
    expect(reconcile(edited, next, 'record', now)).toMatchObject({ version: 3, titleSource: 'Third', completedAt: now })
  })
})

describe('a paper of the sample', () => {
  test('never changes one that is here', () => {
    const known = stored({ titleSource: 'Stored' })
    expect(reconcile(known, draft({ version: 9 }), 'sample', now)).toBe(known)
  })

  test('is one no longer when it is met at arXiv', () => {
    expect(reconcile(null, draft(), 'sample', now)).toMatchObject({
      sample: true,
      completedAt: null,
      announcedAt: null,
    })
    expect(reconcile(stored({ sample: true }), draft(), 'record', now)).toMatchObject({
      sample: false,
      completedAt: now,
    })
  })
})

describe('when a paper was announced', () => {
  const line = (type: AnnouncementLine['type'], day: string): AnnouncementLine => ({
    paperId: '2611.00001',
    category: 'cs.LG',
    day,
    type,
  })

  test('is the evening before the first listing that brought it', () => {
    const lines = [line('cross', '2026-11-23'), line('new', '2026-11-20')]
    expect(firstAnnounced(null, lines)).toEqual(new Date('2026-11-20T01:00:00Z'))
  })

  test('is not told by a replacement', () => {
    expect(firstAnnounced(null, [line('replace', '2026-11-20'), line('replace-cross', '2026-11-20')])).toBeNull()
  })

  test('stays, whatever comes later', () => {
    expect(firstAnnounced(earlier, [line('cross', '2026-11-23')])).toEqual(earlier)
  })
})
