import { beforeEach, expect, test } from 'vitest'
import { GET } from '@/app/authors/[name]/route'
import { db } from '@/lib/database/client'
import { findAuthorProfile } from '@/lib/papers/author-profile'
import { findPerson } from '@/lib/papers/find-person'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()
setSettings({}, aClock('2026-11-24T18:00:00Z'))

const page = async (path: string) => {
  const answer = await GET(new Request(`http://localhost:3000${path}`, { headers: { accept: 'text/html' } }))
  return { status: answer.status, html: (await answer.text()).replaceAll(/<!-- -->/g, '').replaceAll('&#x27;', "'") }
}

/** What arXiv told of a person. */
const anIdentity = (id: string, orcid: string | null, name: string, papers: string[]) =>
  db().authorId.create({
    data: {
      id,
      orcid,
      name,
      askedAt: new Date('2026-11-24T00:00:00Z'),
      answeredAt: new Date('2026-11-24T00:00:00Z'),
      papers: { create: papers.map((paperId) => ({ paperId, title: `Title of ${paperId}` })) },
    },
  })

beforeEach(async () => {
  await db().$executeRaw`truncate papers, author_ids cascade`
})

test('an author page tells forms of the name, categories, years and co-authors', async () => {
  await aPaper({
    authors: ['John A. Smith', 'Ada Lovelace'],
    categories: ['math.NT'],
    listedAt: new Date('2019-05-01'),
  })
  await aPaper({ authors: ['J. Smith', 'Ada Lovelace'], categories: ['math.AG', 'math.NT'] })
  const profile = await findAuthorProfile('John Smith')
  expect(profile).toMatchObject({
    variants: [
      { name: 'J. Smith', papers: 1 },
      { name: 'John A. Smith', papers: 1 },
    ],
    papers: 2,
    years: { first: 2019, last: 2026 },
    categories: [
      { name: 'math.NT', papers: 2 },
      { name: 'math.AG', papers: 1 },
    ],
    coAuthors: [{ name: 'Ada Lovelace', papers: 2 }],
    isAmbiguous: false,
    others: [],
  })
  const { html } = await page('/authors/John%20Smith')
  expect(html).toContain('2 papers from 2019 to 2026.')
  expect(html).toContain('Written J. Smith (1), John A. Smith (1).')
})

test('a name that could be two people is kept apart from both, with what speaks for each', async () => {
  await aPaper({ authors: ['J. Smith', 'Ada Lovelace'], categories: ['cs.LG'] })
  await aPaper({ authors: ['John Smith', 'Ada Lovelace'], categories: ['cs.LG'] })
  await aPaper({ authors: ['Jane Smith'], categories: ['hep-th'] })
  const profile = await findAuthorProfile('J. Smith')
  expect(profile.isAmbiguous).toBe(true)
  expect(profile.others).toEqual([
    { name: 'John Smith', papers: 1, archives: ['cs'], sharedCoAuthors: 1 },
    { name: 'Jane Smith', papers: 1, archives: ['hep-th'], sharedCoAuthors: 0 },
  ])
  const { html } = await page('/authors/J.%20Smith')
  expect(html).toContain('This name may be that of several people.')
  expect(html).toContain('href="/authors/Jane%20Smith"')
  expect((await findAuthorProfile('John Smith')).others).toMatchObject([{ name: 'J. Smith', sharedCoAuthors: 1 }])
})

test('fields that no co-author ties together are offered apart, and narrow the list', async () => {
  const number = await aPaper({ authors: ['Wei Zhang'], categories: ['math.NT'], title: 'On primes' })
  const vision = await aPaper({ authors: ['Wei Zhang', 'Bob'], categories: ['cs.CV'], title: 'On pictures' })
  expect((await findAuthorProfile('Wei Zhang')).circles).toEqual([
    { archives: ['cs'], papers: 1 },
    { archives: ['math'], papers: 1 },
  ])
  expect((await page('/authors/Wei%20Zhang')).html).toContain('href="/authors/Wei%20Zhang?in=math"')
  const { html } = await page('/authors/Wei%20Zhang?in=math')
  expect(html).toContain(number.id)
  expect(html).not.toContain(vision.id)
  expect(html).toContain('Follow this author within math by email')
  expect(html).toContain('/subscribe?view=%2Fauthors%2FWei%2520Zhang%3Fin%3Dmath')
  expect(html).toContain('/authors/Wei%20Zhang.rss?in=math')
})

test('an identifier is its person: the very papers of the list at arXiv, whatever the name on them', async () => {
  const mine = await aPaper({ authors: ['Simeon Warner'] })
  const odd = await aPaper({ authors: ['S. M. Warnerr'] })
  await aPaper({ authors: ['Simeon Warner'] })
  await anIdentity('warner_s_1', '0000-0002-1825-0097', 'Simeon Warner', [mine.id, odd.id, '1003.1345'])
  for (const address of ['/authors/warner_s_1', '/authors/0000-0002-1825-0097']) {
    const { status, html } = await page(address)
    expect(status).toBe(200)
    expect(html).toContain('<h1>Simeon Warner</h1>')
    expect([...html.matchAll(/<article class="entry" id="([^"]+)"/g)].map(([, id]) => id).sort()).toEqual([
      mine.id,
      odd.id,
    ])
    expect(html).toContain('names 3 papers, 2 of them here')
    expect(html).toContain('Title of 1003.1345')
  }
  expect((await page('/authors/Simeon%20Warner')).html).toContain('href="/authors/warner_s_1"')
  expect((await page('/authors/nobody_n_1')).status).toBe(404)
})

test('a name in no paper is no page', async () => {
  expect((await page('/authors/Ada%20Lovelace')).status).toBe(404)
})

test('a name that too many names here are like stands alone, and says so', async () => {
  const many = Array.from({ length: 400 }, (_, at) => `Y${'abcdefghij'[at % 10]}x${at.toString(36)} Wang`)
  await aPaper({ authors: many.slice(0, 200) })
  await aPaper({ authors: many.slice(200) })
  const alone = { by: 'name', keys: ['yining wang'], others: [] }
  expect(await findPerson('Yining Wang')).toEqual({ ...alone, isAmbiguous: true })
  await db().$executeRaw`delete from paper_authors where key = (select max(key) from paper_authors)`
  expect(await findPerson('Yining Wang')).toEqual({ ...alone, isAmbiguous: false })
})

test('a name without papers leads on: to everybody of that family name, to a search for the words, out of the categories', async () => {
  await aPaper({ authors: ['Ada Lovelace'], categories: ['math.NT'] })
  const unknown = await page('/authors/Charles%20Babbage')
  expect(unknown.status).toBe(404)
  expect(unknown.html).toContain('href="/search?q=au%3A%22Babbage%22"')
  expect(unknown.html).toContain('href="/search?q=Charles%20Babbage"')
  const elsewhere = await page('/authors/Ada%20Lovelace?in=hep-th')
  expect(elsewhere.html).toContain('No papers under this name are here within hep-th.')
  expect(elsewhere.html).toContain('<a href="/authors/Ada%20Lovelace">Look in all categories</a>')
  expect((await page('/authors/warner_s_1')).html).toContain('href="https://arxiv.org/a/warner_s_1"')
})
