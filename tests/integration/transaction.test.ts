import { beforeEach, expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { pool } from '@/lib/database/client'
import { type Ask, preparedTransaction } from '@/lib/database/transaction'
import { useTestDatabase } from '../support/database'

useTestDatabase()

beforeEach(() => pool().query('drop table if exists kept; create table kept (one int primary key)'))

const keep = (ask: Ask, one: number) => ask('keep', Prisma.sql`insert into kept select ${one}::int`)
/** It is seen while it runs that it cannot be done. */
const fail = (ask: Ask) => ask('fail', Prisma.sql`select 1 / (count(*) - count(*))::int from kept`)

/** What stands, seen by whoever comes next on the same connections. */
async function kept(): Promise<number[]> {
  const { rows } = await pool().query<{ one: number }>('select one from kept order by one')
  expect(pool().totalCount).toBe(1)
  return rows.map(({ one }) => one)
}

test('all of it stands, asked one after the other or at once', async () => {
  await preparedTransaction((ask) => Promise.all([keep(ask, 1), keep(ask, 2)]))
  await preparedTransaction(async (ask) => {
    await keep(ask, 3)
    await keep(ask, 4)
  })
  expect(await kept()).toEqual([1, 2, 3, 4])
})

test.each<[string, (ask: Ask) => Promise<unknown>]>([
  ['the first statement fails, and the next is on its way', (ask) => Promise.all([fail(ask), keep(ask, 1)])],
  ['the second fails beside the first', (ask) => Promise.all([keep(ask, 1), fail(ask)])],
  ['the last fails', (ask) => keep(ask, 1).then(() => fail(ask))],
])('nothing of it stands when %s, and the connection is whole', async (_, work) => {
  await expect(preparedTransaction(work)).rejects.toMatchObject({ code: '22012' })
  expect(await kept()).toEqual([])
})

test('nothing of it stands when the work throws while a statement is on its way', async () => {
  const work = async (ask: Ask) => {
    keep(ask, 1).catch(() => {})
    throw new Error('no')
  }
  await expect(preparedTransaction(work)).rejects.toThrow('no')
  expect(await kept()).toEqual([])
})

test('who does not mind that a statement failed is told that nothing stands', async () => {
  const work = async (ask: Ask) => {
    await keep(ask, 1)
    await fail(ask).catch(() => {})
  }
  await expect(preparedTransaction(work)).rejects.toThrow('undone')
  expect(await kept()).toEqual([])
})

test('nothing of it stands when its connection breaks with all that is on its way', async () => {
  const end = (ask: Ask) => ask('end', Prisma.sql`select pg_terminate_backend(pg_backend_pid())`)
  await expect(preparedTransaction((ask) => Promise.all([keep(ask, 1), end(ask), keep(ask, 2)]))).rejects.toMatchObject(
    { code: expect.stringMatching(/^(57P01|EPIPE|ECONNRESET)$/) },
  )
  expect(await kept()).toEqual([])
})
