import { expect, test } from 'vitest'
import { startSession } from '@/lib/accounts/start-session'
import { db } from '@/lib/database/client'
import { useTestDatabase } from '../support/database'
import { aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const signIn = (email: string, at: Date) =>
  db().$transaction((tx) => startSession(tx, email, { userAgent: '', oldSessionToken: null }, at))

test('an account is as old as the first proof of its address, not as the form that once held it', async () => {
  const { id, email } = await aReader({ createdAt: new Date('2026-01-01T00:00:00Z') })
  await db().reader.update({ where: { id }, data: { emailVerified: false } })
  expect((await signIn(email, now)).reader.createdAt).toEqual(now)
  expect((await signIn(email, new Date('2026-11-21T08:00:00Z'))).reader.createdAt).toEqual(now)
})
