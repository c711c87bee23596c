import { expect, test } from 'vitest'
import { randomFrom } from '@/scripts/bench/search/corpus'
import { useTestDatabase } from '@/tests/support/database'
import { aPaper } from '@/tests/support/factories'
import { useSearchFolder } from '@/tests/support/search-index'
import { playKills } from '@/tests/support/search-kills'

const database = useTestDatabase()
const search = useSearchFolder(database)

test('a writer that is killed at any moment loses no paper, doubles none, and leaves an index that answers', async () => {
  await aPaper({ id: '2501.00001', title: 'There before' })
  await search.keep()
  const report = await playKills({
    databaseUrl: database.url,
    environment: search.environment,
    kills: 3,
    random: randomFrom(29),
  })
  expect(report.broken).toEqual([])
  expect(report.acts).toBeGreaterThan(10)
  expect((await search.keep({ anew: true })).status).toBe('built')
})
