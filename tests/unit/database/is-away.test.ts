import { expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { isDatabaseAway, isDriverAway } from '@/lib/database/is-away'

/** A failed query as Prisma's driver adapter tells it. */
const fromAdapter = (cause: object) =>
  new Prisma.PrismaClientKnownRequestError('failed', {
    code: 'P2010',
    clientVersion: '7',
    meta: { driverAdapterError: { cause } },
  })
const fromPrisma = (code: string) => new Prisma.PrismaClientKnownRequestError('failed', { code, clientVersion: '7' })
const fromDriver = (code: string) => Object.assign(new Error('failed'), { code })

test.each([
  ['a server that shuts down', fromAdapter({ originalCode: '57P01' }), fromDriver('57P01')],
  ['a server without room for another session', fromAdapter({ originalCode: '53300' }), fromDriver('53300')],
  ['a statement that took longer than it may', fromAdapter({ originalCode: '57014' }), fromDriver('57014')],
  ['a server that is out of reach', fromAdapter({ kind: 'DatabaseNotReachable' }), fromDriver('ECONNREFUSED')],
])('%s is worth another try, by Prisma and by the driver', (_what, prisma, driver) => {
  expect([isDatabaseAway(prisma), isDriverAway(driver)]).toEqual([true, true])
})

test('so is a transaction that could not begin or end in time', () => {
  expect(isDatabaseAway(fromPrisma('P2028'))).toBe(true)
})

test.each([
  ['a statement that is wrong', fromAdapter({ originalCode: '42601' }), fromDriver('42601')],
  ['a row that is there already', fromPrisma('P2002'), fromDriver('23505')],
  ['a bug', new Error('undefined is not a function'), new Error('undefined is not a function')],
])('%s is not', (_what, prisma, driver) => {
  expect([isDatabaseAway(prisma), isDriverAway(driver)]).toEqual([false, false])
})
