import { expect, test } from 'vitest'
import { GET as getFront } from '@/app/route'
import { db } from '@/lib/database/client'
import { aBatch } from '../support/batches'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'

useTestDatabase()

const front = async () => {
  const answer = await getFront(new Request('http://localhost:3000/', { headers: { accept: 'text/html' } }))
  return (await answer.text()).replaceAll('&#x27;', "'")
}

test('the front page says that the newest listing is overdue, while it is and no longer', async () => {
  setSettings({ CATEGORIES: 'cs.LG,math.NT' }, aClock('2026-11-24T18:00:00Z'))
  await aPaper()
  await aBatch({ day: '2026-11-23', state: 'failed' })
  await aBatch({ day: '2026-11-24' })
  await aBatch({ category: 'math.NT', day: '2026-11-24', state: 'waiting' })
  await aBatch({ category: 'hep-th', day: '2026-11-24', state: 'late' })
  expect(await front()).not.toContain('freshness-line')

  await db().batch.updateMany({ where: { category: 'math.NT' }, data: { state: 'late' } })
  expect(await front()).toContain('arXiv’s listing of Tue 24 Nov has not come yet for math.NT.')

  await db().batch.updateMany({ where: { category: 'math.NT' }, data: { state: 'complete' } })
  expect(await front()).not.toContain('freshness-line')
})

test('a listing that nobody has looked for in ten days keeps no reader waiting', async () => {
  setSettings({ CATEGORIES: 'cs.CV' }, aClock('2026-11-24T18:00:00Z'))
  await aBatch({ category: 'cs.CV', day: '2026-11-13', state: 'late' })
  expect(await front()).not.toContain('freshness-line')
  await aBatch({ category: 'cs.CV', day: '2026-11-20', state: 'late' })
  expect(await front()).toContain('arXiv’s listing of Fri 20 Nov has not come yet for cs.CV.')
})
