import { expect, test } from 'vitest'
import { digestOf, issueOf } from '@/lib/digest/content'
import { messageIdOf } from '@/lib/mail/headers'
import { renderMail } from '@/lib/mail/render'
import type { PaperSummary } from '@/lib/papers/types'

const now = new Date('2026-11-20T08:00:00Z')
const aPaper = (votes: number, over: Partial<PaperSummary> = {}): PaperSummary => ({
  id: '2611.01234',
  version: 1,
  title: 'Bounds',
  titleHtml: '',
  abstract: 'We show it.',
  abstractHtml: '',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  primaryCategory: 'cs.LG',
  comments: null,
  submittedAt: now,
  updatedAt: null,
  announcedAt: now,
  firstSeenAt: now,
  withdrawn: false,
  sample: false,
  votes,
  picked: { day: '2026-11-20', by: 'Emmy', words: 'It holds.' },
  ...over,
})

function mailOf(view: string, paper: PaperSummary) {
  const issue = issueOf(view, [paper], {
    candidates: [{ id: paper.id, version: 1, seenAt: now, updated: false }],
    covers: [],
    missing: [],
  })
  const content = digestOf(issue, { papers: [paper.id], day: '2026-11-20', shape: 'full', name: 'Mine' })
  return renderMail('digest', content, {
    recipient: 'ada@example.org',
    from: 'digest@example.org',
    messageId: messageIdOf('delivery-1', 'https://papers.example.org'),
    date: now,
  })
}

test.each(['/', '/?min_votes=2', '/categories/cs.LG?min_votes=1'])(
  'an entry of %s tells the votes of its paper once, in the word of the site, and who picked it',
  (view) => {
    for (const [votes, words] of [
      [1, '1 vote'],
      [2, '2 votes'],
    ] as const)
      for (const part of ['html', 'text'] as const) {
        const said = mailOf(view, aPaper(votes))[part].replace(/\s+/g, ' ')
        expect(said.match(/\S+ (up)?votes?\b/g)).toEqual([words])
        expect(said).toContain('picked by Emmy: It holds.')
      }
  },
)

test('a sample paper is called one beside papers of arXiv, too', () => {
  const papers = [aPaper(0, { sample: true }), aPaper(0, { id: '2611.01235' })]
  const { notes, papers: told } = issueOf('/categories/cs.LG', papers, { candidates: [], covers: [], missing: [] })
  expect([notes, told.map(({ why }) => why)]).toEqual([[], ['sample paper', 'new in cs.LG']])
})
