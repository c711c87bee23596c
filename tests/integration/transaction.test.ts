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

test('all of it stands', async () => {
  await preparedTransaction(async (ask) => {
    await keep(ask, 1)
    await keep(ask, 2)
  })
  expect(await kept()).toEqual([1, 2])
})

test('nothing of it stands when a statement fails, and the connection is whole', async () => {
  const work = (ask: Ask) => keep(ask, 1).then(() => fail(ask))
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

test('nothing of it stands when its connection breaks', async () => {
  const end = (ask: Ask) => ask('end', Prisma.sql`select pg_terminate_backend(pg_backend_pid())`)
  const work = (ask: Ask) => keep(ask, 1).then(() => end(ask))
  await expect(preparedTransaction(work)).rejects.toMatchObject({
    code: expect.stringMatching(/^(57P01|EPIPE|ECONNRESET)$/),
  })
  expect(await kept()).toEqual([])
})
