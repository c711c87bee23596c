import { expect, test } from 'vitest'
import { mergeAnnouncements, mergeDrafts } from '@/lib/ingest/merge'
import type { AnnouncementLine, PaperDraft } from '@/lib/papers/types'

const draft = (traits: Partial<PaperDraft>): PaperDraft => ({
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
const line = (traits: Partial<AnnouncementLine>): AnnouncementLine => ({
  paperId: '2611.00001',
  category: 'cs.LG',
  day: '2026-11-20',
  type: 'new',
  ...traits,
})

test('a paper of several feeds becomes one draft, and its gaps are filled', () => {
  const merged = mergeDrafts([
    draft({ doi: '10.1/a' }),
    draft({ id: '2611.00002' }),
    draft({ license: 'CC0', doi: '10.1/b' }),
  ])
  expect(merged.map(({ id, doi, license }) => [id, doi, license])).toEqual([
    ['2611.00001', '10.1/a', 'CC0'],
    ['2611.00002', null, null],
  ])
})

test('the newest version speaks, in whatever order versions come', () => {
  const first = draft({ titleSource: 'First', comments: 'of version 1', submittedAt: new Date(0) })
  const third = draft({ version: 3, titleSource: 'Third' })
  for (const drafts of [
    [first, third],
    [third, first],
  ]) {
    expect(mergeDrafts(drafts)).toEqual([{ ...third, submittedAt: new Date(0) }])
  }
})

test('of two lines about one paper, category and day the stronger stays', () => {
  const weak = line({ type: 'replace' })
  const strong = line({ type: 'cross' })
  expect(mergeAnnouncements([weak, strong])).toEqual([strong])
  expect(mergeAnnouncements([strong, weak])).toEqual([strong])
})

test('another category or day is another line', () => {
  const lines = [line({}), line({ category: 'cs.AI' }), line({ day: '2026-11-23' })]
  expect(mergeAnnouncements([...lines, ...lines])).toEqual(lines)
})
