import { randomUUID } from 'node:crypto'
import { db } from '@/lib/database/client'
import type { AnnouncementType } from '@/lib/papers/types'

let papers = 0

interface PaperTraits {
  id?: string
  title?: string
  abstract?: string
  authors?: string[]
  categories?: string[]
  /** When it stands in lists by time. */
  listedAt?: Date
  announced?: { day: string; type?: AnnouncementType }[]
  /** All given when it was listed. */
  votes?: number
}

/** A stored paper of its own; a test names only what it is about. */
export async function aPaper(traits: PaperTraits = {}): Promise<{ id: string }> {
  papers += 1
  const {
    id = `2611.${String(papers).padStart(5, '0')}`,
    title = `Paper ${papers}`,
    abstract = 'An abstract.',
    authors = ['Ada Lovelace'],
    categories = ['cs.LG'],
    listedAt = new Date('2026-11-20T01:00:00Z'),
    announced = [],
    votes = 0,
  } = traits
  const { authorKey } = await import('@/lib/papers/author-key')
  const { announcementTick } = await import('@/lib/trending/announcement-clock')
  const { heat } = await import('@/lib/trending/heat')
  const tick = announcementTick(listedAt)
  const score = heat(
    tick,
    Array.from({ length: votes }, () => ({ tick, weight: 1 })),
  )
  await db().paper.create({
    data: {
      id,
      titleSource: title,
      title,
      titleHtml: title,
      abstractSource: abstract,
      abstract,
      abstractHtml: abstract,
      authors,
      categories,
      primaryCategory: categories[0] ?? 'cs.LG',
      firstSeenAt: listedAt,
      standing: { create: { listedAt, listedTick: tick, score, votes, countedVotes: votes } },
      authorKeys: { create: authors.map((name) => ({ key: authorKey(name) })) },
      categoryRows: { create: categories.map((category, index) => ({ category, isPrimary: index === 0 })) },
      announcements: {
        create: announced.map(({ day, type = 'new' }) => ({
          category: categories[0] ?? 'cs.LG',
          day: new Date(day),
          type: type === 'replace-cross' ? 'replace_cross' : type,
        })),
      },
    },
  })
  return { id }
}

/** A reader with an address of its own, old enough to vote. */
export async function aReader(traits: { email?: string; createdAt?: Date } = {}) {
  const id = randomUUID()
  const { email = `${id}@example.org`, createdAt = new Date('2026-01-01T00:00:00Z') } = traits
  return db().reader.create({ data: { id, email, emailVerified: true, createdAt } })
}

type Reader = Awaited<ReturnType<typeof aReader>>

/** A browser in which this reader is signed in: its `Cookie` header, for a site at http. */
export async function aSession(reader: Reader): Promise<{ reader: Reader; cookie: string }> {
  const { newToken, tokenHash } = await import('@/lib/accounts/tokens')
  const token = newToken()
  const now = new Date()
  await db().session.create({
    data: { readerId: reader.id, tokenHash: tokenHash(token), device: 'a test', createdAt: now, lastSeenAt: now },
  })
  return { reader, cookie: `broadsheet-session=${token}` }
}
