import { describe, expect, test } from 'vitest'
import type { ListedPaper } from '@/components/listed-paper'
import { PaperEntry } from '@/components/PaperEntry'
import { TitleEntry } from '@/components/TitleEntry'
import { markup, reading } from './markup'

const paper: ListedPaper = {
  id: 'hep-th/9901001',
  version: 1,
  title: 'Strings & $x$',
  titleHtml: 'Strings &amp; <math><mi>x</mi></math>',
  abstract: 'About strings.',
  abstractHtml: 'About strings.',
  authors: ['Ada Lovelace', 'José Ñandú'],
  categories: ['hep-th', 'gr-qc'],
  primaryCategory: 'hep-th',
  comments: '12 pages <b>',
  submittedAt: new Date('1999-01-01T10:00:00Z'),
  updatedAt: null,
  announcedAt: new Date('2026-11-20T01:00:00Z'),
  firstSeenAt: new Date('2026-11-20T02:00:00Z'),
  withdrawn: false,
  sample: false,
  votes: 3,
}

const entry = (traits: Partial<ListedPaper> = {}) => <PaperEntry paper={{ ...paper, ...traits }} back="/papers/new" />

describe('an entry', () => {
  test('shows title, authors, day, categories, votes, and the abstract on demand', () => {
    expect(reading(entry())).toBe(
      '3 votesStrings &amp; xAda Lovelace, José Ñandúhep-th (primary)gr-qc20 Nov 2026AbstractAbout strings.12 pages &lt;b&gt;arXiv:hep-th/9901001PDFWhy hereOn a listSaveNot for me',
    )
    expect(markup(entry())).toContain('<details class="abstract"><summary>Abstract</summary>')
  })

  test('leads to the paper, its authors, its categories, its day and arXiv', () => {
    const hrefs = [...markup(entry()).matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
    expect(hrefs).toEqual([
      '/papers/hep-th/9901001',
      '/authors/Ada%20Lovelace',
      '/authors/Jos%C3%A9%20%C3%91and%C3%BA',
      '/categories/hep-th',
      '/categories/gr-qc',
      '/papers/date/2026-11-20',
      'https://arxiv.org/abs/hep-th/9901001',
      'https://arxiv.org/pdf/hep-th/9901001',
      '/papers/hep-th/9901001/why',
      '/listing?paper=hep-th/9901001',
    ])
  })

  test('posts a vote by a button that names the paper, and comes back', () => {
    const html = markup(entry())
    expect(html).toContain('<form class="vote" action="/papers/hep-th/9901001/vote" method="post">')
    expect(html).toContain('aria-label="Upvote" aria-pressed="false" aria-describedby="title-hep-th/9901001"')
    expect(html).toContain('<input type="hidden" name="back" value="/papers/new"/>')
  })

  test('takes a vote back by the same button, pressed', () => {
    const html = markup(entry({ votes: 1 }), 'vote:hep-th/9901001')
    expect(html).toContain('action="/papers/hep-th/9901001/unvote"')
    expect(html).toContain('aria-pressed="true"')
    expect(reading(entry({ votes: 1 }), 'vote:hep-th/9901001')).toMatch(/^1 vote[A-Z]/)
  })

  test('says which day it shows when arXiv’s announcement is not known', () => {
    expect(reading(entry({ announcedAt: null }))).toContain('Submitted 1 Jan 1999')
    expect(reading(entry({ announcedAt: null, submittedAt: null }))).toContain('First here 20 Nov 2026')
  })

  test('says that a paper was withdrawn', () => {
    expect(reading(entry({ withdrawn: true }))).toContain('Withdrawn')
  })
})

describe('a byline', () => {
  const authors = (count: number) => Array.from({ length: count }, (_, place) => `Author ${place + 1}`)

  test('shows six names whole, and folds no single name', () => {
    expect(markup(entry({ authors: authors(6) }))).not.toContain('<summary>1 more')
    expect(reading(entry({ authors: authors(6) }))).toContain('Author 5, Author 6hep-th')
  })

  test('keeps the first names and the last, and folds those between them in their place', () => {
    expect(reading(entry({ authors: authors(8) }))).toContain(
      'Author 3, Author 4, 3 more Author 5, Author 6, Author 7, Author 8',
    )
  })

  test('of thousands tells their number and leads to the paper, so that a list stays light', () => {
    const html = markup(entry({ authors: authors(5000) }))
    expect(html).toContain('<a class="more" href="/papers/hep-th/9901001">4,995 more</a>')
    expect(html).toContain('Author 5000</a>')
    expect(html.length).toBeLessThan(4_000)
  })

  test('of nobody is left out', () => {
    expect(markup(entry({ authors: [] }))).not.toContain('authors')
  })
})

describe('an entry of the list of titles', () => {
  const line = (traits: Partial<ListedPaper> = {}) => <TitleEntry paper={{ ...paper, ...traits }} back="/papers/new" />

  test('shows votes, title, primary category, and the first and the last author', () => {
    expect(reading(line({ authors: ['Ada', 'Grace', 'Emmy'] }))).toBe(
      '3 votesStrings &amp; xhep-th Ada … Emmy SaveNot for me',
    )
    expect(reading(line())).toContain('Ada Lovelace, José Ñandú')
  })

  test('holds no abstract, and leads to the page where it stands', () => {
    expect(markup(line())).not.toContain('About strings')
    expect(markup(line()).match(/href="[^"]+"/g)).toEqual(['href="/papers/hep-th/9901001"'])
  })
})

test('an entry of a sample paper says so, as a whole and as a line; no other does', () => {
  const sample = { ...paper, sample: true }
  for (const Entry of [PaperEntry, TitleEntry]) {
    expect(reading(<Entry paper={sample} back="/" />)).toContain('Sample')
    expect(reading(<Entry paper={paper} back="/" />)).not.toContain('Sample')
  }
})

describe('a sparkline', () => {
  const momentum = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 4]

  test('draws one bar for each day with votes, the best day highest, and says it in words', () => {
    const html = markup(entry({ momentum }))
    expect(html).toContain('<path d="M34 12v-3M40 12v-12"></path>')
    expect(html).toContain('role="img" aria-label="5 in 14 days, 4 today"')
  })

  test('is left out when nobody voted', () => {
    expect(markup(entry())).not.toContain('spark')
    expect(markup(entry({ momentum: momentum.map(() => 0) }))).not.toContain('spark')
  })
})
