import { expect, test } from 'vitest'
import { GET as api } from '@/app/api/papers/route'
import { GET as paper } from '@/app/papers/[...path]/route'
import { GET as trending } from '@/app/route'
import { connect, disconnect, pool } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'

const database = useTestDatabase()

const asks: [string, () => Promise<Response>][] = [
  ['/', () => trending(new Request('http://localhost:3000/'))],
  ['/papers/2611.00001', () => paper(new Request('http://localhost:3000/papers/2611.00001'))],
  ['/api/papers', () => api(new Request('http://localhost:3000/api/papers'))],
]

test.each(asks)('%s answers 503 while the database is away, and as ever when it is back', async (_path, ask) => {
  expect((await ask()).status).toBeLessThan(500)
  await disconnect()
  connect('postgresql://nobody@127.0.0.1:1/nothing')
  const away = await ask()
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
  await disconnect()
  connect(database.url)
  expect((await ask()).status).toBeLessThan(500)
})

test('a database that cuts every connection is found again by the next request', async () => {
  await trending(new Request('http://localhost:3000/'))
  const cut = pool().query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await cut
  const statuses = []
  for (let i = 0; i < 5; i++) statuses.push((await trending(new Request('http://localhost:3000/'))).status)
  expect(statuses.at(-1)).toBe(200)
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true)
})
