import { expect, test } from 'vitest'
import { marksOf } from '@/lib/marks/marks-of'
import { upvote } from '@/lib/papers/votes'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader, aSession } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-22T12:00:00Z')
const asked = (...marks: string[]) => ({ asked: { marks, numbers: [] }, begunAtMs: performance.now() })

test('readers who ask at the same instant each get their own marks, of the page they ask about', async () => {
  const [{ id: first }, { id: second }] = [await aPaper(), await aPaper()]
  const [ada, bob] = [await aSession(await aReader()), await aSession(await aReader())]
  await upvote(first, ada.reader, now, 0)
  const find = marksOf({ now: () => new Date() }, { tick: 0, isQuietSince: () => false })
  const [ofAda, again, ofBob, elsewhere, nobody] = await Promise.all([
    find(ada.cookie, asked(`vote:${first}`)),
    find(ada.cookie, asked(`vote:${first}`)),
    find(bob.cookie, asked(`vote:${first}`)),
    find(ada.cookie, asked(`vote:${second}`)),
    find('session=nobody', asked(`vote:${first}`)),
  ])
  for (const marks of [ofAda, again]) expect([...(marks?.marks.held ?? [])]).toEqual(['reader', `vote:${first}`])
  for (const marks of [ofBob, elsewhere]) expect([...(marks?.marks.held ?? [])]).toEqual(['reader'])
  expect(nobody).toBeNull()
})

test('a page that asks what cannot be answered fails nobody at another page', async () => {
  const { cookie } = await aSession(await aReader())
  const find = marksOf({ now: () => new Date() }, { tick: 0, isQuietSince: () => false })
  const [wrong, right] = await Promise.allSettled([
    find(cookie, { asked: { marks: [], numbers: ['progress:/papers/date/2026-99-99'] }, begunAtMs: 0 }),
    find(cookie, asked('vote:2406.01234')),
  ])
  expect([wrong.status, right.status]).toEqual(['rejected', 'fulfilled'])
})
