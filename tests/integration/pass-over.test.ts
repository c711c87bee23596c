import { expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'
import { passOverDue } from '@/lib/digest/pass-over'
import { resumePaused } from '@/lib/subscriptions/resume-paused'
import { useTestDatabase } from '../support/database'
import { aReader } from '../support/factories'

const database = useTestDatabase()
const backupAt = new Date('2026-11-20T05:00:00Z')
const restoredAt = new Date('2026-11-20T11:00:00Z')

test('after a restore nothing is sent that was due since the backup, and all goes on with the next slot', async () => {
  const { id: readerId, email: recipient } = await aReader()
  const schedule = { readerId, view: '/', rhythm: 'daily', hour: 8, zone: 'Europe/Berlin', createdAt: backupAt }
  const due = await db().subscription.create({
    data: { ...schedule, state: 'active', nextDueAt: new Date('2026-11-20T07:00:00Z') },
  })
  const later = await db().subscription.create({
    data: { ...schedule, hour: 20, view: '/papers/new', state: 'active', nextDueAt: new Date('2026-11-20T19:00:00Z') },
  })
  const times = { createdAt: backupAt, dueAt: backupAt, deadlineAt: restoredAt }
  const mail = { kind: 'sign-in', recipient, content: { code: 'ABCD-EFGH' }, ...times }
  await db().delivery.createMany({ data: [mail, { ...mail, state: 'finishing' }, { ...mail, state: 'accepted' }] })

  const passOver = () => withClient(database.url, (client) => passOverDue(client, restoredAt))
  expect(await passOver()).toEqual({ mails: 2, subscriptions: 1 })
  expect(await passOver()).toEqual({ mails: 0, subscriptions: 0 })

  const states = await db().delivery.findMany({ orderBy: { state: 'asc' }, select: { state: true, recipient: true } })
  expect(states).toEqual([
    { state: 'accepted', recipient },
    { state: 'skipped', recipient: '' },
    { state: 'unknown', recipient: '' },
  ])
  const next = async (id: string) => (await db().subscription.findUnique({ where: { id } }))?.nextDueAt
  expect(await next(due.id)).toEqual(new Date('2026-11-21T07:00:00Z'))
  expect(await next(later.id)).toEqual(new Date('2026-11-20T19:00:00Z'))
})

test('after a restore a pause that ended since the backup is over, and the slots since its end are passed over', async () => {
  const { id: readerId } = await aReader()
  const schedule = { readerId, rhythm: 'daily', hour: 8, zone: 'Europe/Berlin', createdAt: backupAt }
  const paused = (view: string, pausedUntil: Date | null) =>
    db().subscription.create({ data: { ...schedule, view, state: 'paused', pausedUntil } })
  const over = await paused('/', new Date('2026-11-20T06:00:00Z'))
  const pausedUntil = new Date('2026-11-22T06:00:00Z')
  const stillPaused = await paused('/papers/new', pausedUntil)
  const openEnded = await paused('/papers/cs.LG', null)

  const passed = await withClient(database.url, (client) => passOverDue(client, restoredAt))
  await resumePaused(restoredAt)

  expect(passed).toEqual({ mails: 0, subscriptions: 1 })
  const stateOf = (id: string) =>
    db().subscription.findUnique({ where: { id }, select: { state: true, pausedUntil: true, nextDueAt: true } })
  const nextDueAt = new Date('2026-11-21T07:00:00Z')
  expect(await stateOf(over.id)).toEqual({ state: 'active', pausedUntil: null, nextDueAt })
  expect(await stateOf(stillPaused.id)).toEqual({ state: 'paused', pausedUntil, nextDueAt: null })
  expect(await stateOf(openEnded.id)).toEqual({ state: 'paused', pausedUntil: null, nextDueAt: null })
})
