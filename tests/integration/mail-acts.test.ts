import { beforeEach, expect, test } from 'vitest'
import { GET as getAct, POST as postAct } from '@/app/subscriptions/act/[token]/[act]/[...paper]/route'
import { GET as getPause, POST as postPause } from '@/app/subscriptions/pause/[token]/route'
import { db } from '@/lib/database/client'
import { digestEnvelope } from '@/lib/digest/message'
import { paths } from '@/lib/paths'
import { paperLinkSigner } from '@/lib/subscriptions/paper-links'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { aSubscription } from '../support/subscriptions'
import { signInAs, Visitor } from '../support/visitor'

useTestDatabase()

const NOW = new Date('2026-11-24T12:00:00Z')
const clock = aClock(NOW.toISOString())

beforeEach(async () => {
  clock.moveTo(NOW.toISOString())
  setSettings({}, clock)
  await db().$executeRaw`truncate papers, readers, issues, deliveries, sent_papers, rate_limits cascade`
})

/** A reader with a mail of one paper, and the links that stand in it. */
async function aMailedPaper(id = '2406.01234') {
  await aPaper({ id, title: 'A paper about graphs' })
  const subscription = await aSubscription({ email: 'ada@example.org' })
  const mail = { id: subscription.id, recipient: subscription.email, createdAt: NOW }
  const { links } = digestEnvelope(mail, '/', subscription.id)
  if (!links) throw new Error('a digest has links')
  return { subscription, ...links, ...links.paperUrls(id) }
}

/** Opens a link as a browser does; posts the fields where some are given. */
async function open(address: string, fields?: Record<string, string>, browser = new Visitor()) {
  const { pathname } = new URL(address, 'http://localhost:3000')
  const request = browser.request(pathname, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {})
  const [, , kind, token = '', act = '', ...paper] = pathname.split('/')
  const answer =
    kind === 'pause'
      ? await (fields ? postPause : getPause)(request, { params: Promise.resolve({ token }) })
      : await (fields ? postAct : getAct)(request, { params: Promise.resolve({ token, act, paper }) })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}

const votes = () => db().vote.count()
const saved = () => db().mark.count({ where: { kind: 'saved' } })

test('opening a link of a mail votes for nothing and saves nothing', async () => {
  const { voteUrl, saveUrl } = await aMailedPaper()
  for (const url of [voteUrl, saveUrl]) {
    const page = await open(url)
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('A paper about graphs') })
  }
  expect([await votes(), await saved()]).toEqual([0, 0])
})

test('a program that presses every button or submits every form does neither, and the person still can', async () => {
  const { voteUrl, saveUrl, subscription } = await aMailedPaper()
  expect(await open(voteUrl, {})).toMatchObject({ status: 422, html: expect.stringContaining('tick the box') })
  expect(await open(saveUrl, {})).toMatchObject({ status: 422 })
  expect([await votes(), await saved()]).toEqual([0, 0])

  expect(await open(voteUrl, { person: 'yes' })).toMatchObject({ status: 200 })
  expect(await open(saveUrl, { person: 'yes' })).toMatchObject({ status: 200 })
  expect(await db().vote.findMany({ select: { readerId: true, paperId: true } })).toEqual([
    { readerId: subscription.readerId, paperId: '2406.01234' },
  ])
  expect([await votes(), await saved()]).toEqual([1, 1])
})

test('pressed twice it counts once, and the page that says so leads back', async () => {
  const { voteUrl } = await aMailedPaper()
  await open(voteUrl, { person: 'yes' })
  const { html } = await open(voteUrl, { person: 'yes' })
  expect(await votes()).toBe(1)
  const back = /href="([^"]*\/unvote\/[^"]*)"/.exec(html)?.[1] ?? ''
  await open(back, { person: 'yes' })
  expect(await votes()).toBe(0)
})

test('in the browser in which the reader is signed in, one press is enough', async () => {
  const { voteUrl } = await aMailedPaper()
  const browser = new Visitor()
  await signInAs('ada@example.org', browser)
  expect((await open(voteUrl, undefined, browser)).html).not.toContain('I opened this link myself')
  expect(await open(voteUrl, {}, browser)).toMatchObject({ status: 200 })
  expect(await votes()).toBe(1)
})

test('a paper of the old naming has its links as well', async () => {
  const { voteUrl } = await aMailedPaper('hep-th/9901001')
  expect(await open(voteUrl, { person: 'yes' })).toMatchObject({ status: 200 })
})

test('a link is for its paper only, and for two months', async () => {
  const { voteUrl, subscription } = await aMailedPaper()
  await aPaper({ id: '2406.05678' })
  expect(await open(voteUrl.replace('2406.01234', '2406.05678'), { person: 'yes' })).toMatchObject({ status: 404 })
  const old = paperLinkSigner(subscription.id, new Date('2026-09-01T00:00:00Z'))('2406.01234')
  expect(await open(paths.paperAct(old, 'vote', '2406.01234'), { person: 'yes' })).toMatchObject({ status: 410 })
  expect(await open(voteUrl.replace('/vote/', '/dismiss/'), { person: 'yes' })).toMatchObject({ status: 404 })
  expect(await votes()).toBe(0)
})

test('a digest is paused by choosing for how long, not by opening the link or pressing its button', async () => {
  const { pauseUrl, subscription } = await aMailedPaper()
  const now = () => db().subscription.findUniqueOrThrow({ where: { id: subscription.id } })
  expect(await open(pauseUrl)).toMatchObject({ status: 200 })
  expect(await open(pauseUrl, {})).toMatchObject({ status: 422, html: expect.stringContaining('Choose for how long') })
  expect(await now()).toMatchObject({ state: 'active' })
  expect(await open(pauseUrl, { days: '7' })).toMatchObject({ status: 303 })
  expect(await now()).toMatchObject({ state: 'paused', pausedUntil: new Date('2026-12-01T00:00:00Z') })
})
