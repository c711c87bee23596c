import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { nameKey, takeName } from '@/lib/accounts/public-name'
import { type CommunityAct, may, PERMISSIONS, ROLES, type Role } from '@/lib/community/permissions'
import { pick } from '@/lib/community/picks'
import { db } from '@/lib/database/client'
import { adminWithApp } from '../support/admin'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visit, Visitor } from '../support/visitor'

useTestDatabase()

const clock = aClock('2026-11-20T08:00:00Z')
const ROOT = 'root@example.org'

/** Roles that the routes can tell apart yet; the others are held by the table alone. */
const MET = ['visitor', 'reader', 'author', 'curator', 'moderator', 'admin'] as const satisfies readonly Role[]
const people = new Map<Role, Visitor>()
let paper: string

/** Does an act, each time on something of its own, in the browser of whoever has a role. */
const ROUTES: Record<CommunityAct, (visitor: Visitor) => Promise<Visit>> = {
  read: (visitor) => visitor.get(`/papers/${paper}`),
  'choose-name': (visitor) => visitor.post('/settings/name', { name: `n${randomUUID().slice(0, 8)}` }),
  export: (visitor) => visitor.get('/settings/export'),
  leave: (visitor) => visitor.get('/settings/delete'),
  comment: (visitor) =>
    visitor.post(`/papers/${paper}/comments`, { text: 'words', name: `c${randomUUID().slice(0, 8)}` }),
  'edit-own-comment': (visitor) => ofTheirs(visitor, 'edit', { text: 'other words' }),
  'delete-own-comment': (visitor) => ofTheirs(visitor, 'delete'),
  'upvote-comment': async (visitor) => visitor.post(`/papers/${paper}/comments/${await aComment()}/vote`),
  report: async (visitor) => visitor.post(`/papers/${paper}/comments/${await aComment()}/report`, { reason: 'spam' }),
  'keep-lists': (visitor) => visitor.post('/listing', { paper, name: `List ${randomUUID()}` }),
  'show-lists': (visitor) => visitor.post('/lists', { name: `List ${randomUUID()}`, visibility: 'shared' }),
  'report-list': async (visitor) => visitor.post(`/lists/${await aList()}/report`, { reason: 'spam' }),
  follow: (visitor) => visitor.post('/follows', { act: 'follow', what: '/categories/cs.LG' }),
  'make-group': (visitor) => visitor.post('/groups', { name: aGroupName(), agree: 'yes' }),
  'join-group': async (visitor) => visitor.post(`/join/${(await aGroup()).invite}`, { agree: 'yes' }),
  'leave-group': async (visitor) => {
    const { name, invite } = await aGroup()
    await visitor.post(`/join/${invite}`, { agree: 'yes' })
    const me = await db().groupMember.findFirst({ where: { group: { name } }, select: { readerId: true } })
    return visitor.post(`/groups/${name}`, { act: 'leave', member: me?.readerId ?? '' })
  },
  mark: (visitor) => visitor.post(`/papers/${paper}/save`),
  pick: async (visitor) => {
    const { id } = await aPaper()
    return visitor.post('/pick', { paper: id, day: '2026-11-20', why: 'It holds.' })
  },
  'unpick-any': async (visitor) => {
    const { id } = await aPaper()
    await pick({ paperId: id, day: '2026-11-20', why: 'It holds.' }, (await aReader()).id, clock.now())
    const visit = await visitor.post('/pick', { paper: id, act: 'unpick' })
    expect(await db().pick.count({ where: { paperId: id } })).toBe(
      visit.status === 303 && visit.to === `/papers/${id}` ? 0 : 1,
    )
    // A curator comes through the door, and is told whose pick it is.
    return visit.status === 409 ? { ...visit, status: 403 } : visit
  },
  picture: async (visitor) => {
    // Moderators come through the door to take pictures away, and are told there that they bring none.
    const visit = await visitor.post(`/figure?paper=${paper}`, { alt: 'A curve' })
    return visit.status === 422 ? { ...visit, status: 200 } : visit
  },
  'remove-picture': (visitor) => visitor.get(`/figure?paper=${paper}`),
  submit: (visitor) => visitor.post('/submit', { paper }),
  vote: (visitor) => visitor.post(`/papers/${paper}/vote`),
  moderate: async (visitor) =>
    visitor.post('/moderation/acts', { act: 'hide', comment: await aComment(), reason: 'a test', back: '/moderation' }),
  merge: async (visitor) => {
    const [{ id }, { id: into }] = [await aPaper(), await aPaper()]
    const visit = await visitor.post('/moderation/acts', { act: 'merge', paper: id, into, reason: 'a test', back: '/' })
    expect(await db().paperStanding.count({ where: { paperId: id, mergedInto: into } })).toBe(visit.to === '/' ? 1 : 0)
    return visit
  },
  claim: async (visitor) => visitor.get(`/claims?paper=${paper}`),
  'add-to-paper': (visitor) => visitor.post('/claims/additions', { paper, note: 'a note' }),
  'decide-claim': (visitor) => visitor.get('/moderation/claims'),
  'name-curator': (visitor) => nameSomebody(visitor, 'curator'),
  'name-moderator': (visitor) => nameSomebody(visitor, 'moderator'),
}

/** A comment of somebody else. */
async function aComment(): Promise<string> {
  const { id: readerId } = await aReader()
  const words = { source: 'words', html: '<p>words</p>' }
  return (await db().comment.create({ data: { paperId: paper, readerId, ...words, createdAt: clock.now() } })).id
}

const aGroupName = () => `g${randomUUID().slice(0, 8)}`

/** One without members, to be joined. */
async function aGroup() {
  const name = aGroupName()
  return db().group.create({ data: { name, nameKey: nameKey(name), createdAt: clock.now() } })
}

/** A list that somebody else shows. */
async function aList(): Promise<string> {
  const { id: readerId } = await aReader()
  const list = { readerId, name: 'Theirs', visibility: 'shared' as const, createdAt: clock.now() }
  return (await db().list.create({ data: list })).key
}

/** Of what the visitor wrote last; whoever can write nothing tries it on another's. */
async function ofTheirs(visitor: Visitor, act: string, fields: Record<string, string> = {}): Promise<Visit> {
  const { to } = await ROUTES.comment(visitor)
  const id = /#c-([0-9a-f-]{36})$/.exec(to ?? '')?.[1] ?? (await aComment())
  return visitor.post(`/papers/${paper}/comments/${id}/${act}`, fields)
}

async function nameSomebody(visitor: Visitor, role: 'curator' | 'moderator'): Promise<Visit> {
  const { id } = await aReader()
  const fields = { act: `name-${role}`, reader: id, reason: 'a test', confirmed: 'yes', back: '/admin/people' }
  const visit = await visitor.post('/admin/acts', fields)
  expect(await db().readerRole.count({ where: { readerId: id, role } })).toBe(visit.status === 303 ? 1 : 0)
  return visit
}

beforeAll(async () => {
  setSettings({ ADMIN_EMAILS: ROOT }, clock)
  paper = (await aPaper()).id
  people.set('admin', (await adminWithApp(ROOT, clock)).visitor)
  people.set('visitor', new Visitor())
  for (const role of ['reader', 'author', 'curator', 'moderator'] as const)
    people.set(role, await signInAs(`${role}@example.org`))
  const root = await db().reader.findUniqueOrThrow({ where: { email: ROOT } })
  const author = await db().reader.findUniqueOrThrow({ where: { email: 'author@example.org' } })
  await db().claim.create({
    data: {
      ...{ readerId: author.id, paperId: paper, author: 'An Author' },
      ...{ state: 'granted', proof: 'address', claimedAt: clock.now() },
    },
  })
  for (const role of ['curator', 'moderator'] as const) {
    const { id } = await db().reader.findUniqueOrThrow({ where: { email: `${role}@example.org` } })
    const fields = {
      act: `name-${role}`,
      reader: id,
      reason: 'knows the field',
      confirmed: 'yes',
      back: '/admin/people',
    }
    expect((await people.get('admin')?.post('/admin/acts', fields))?.to).toBe('/admin/people')
    expect(await db().operatorAct.findFirstOrThrow({ where: { subject: id } })).toMatchObject({
      act: `name-${role}`,
      by: root.id,
      detail: 'knows the field',
    })
  }
})

/** Led to sign in, or told that it is not for them (operators' pages: that nothing is there). */
const wasRefused = ({ status, to }: Visit) => [401, 403, 404].includes(status) || (to ?? '').startsWith('/sign-in')

describe.each(ROLES)('%s', (role) => {
  test.each(Object.keys(PERMISSIONS) as CommunityAct[])('%s: as the table says', async (act) => {
    const granted = may({ roles: new Set(role === 'visitor' ? [role] : ['reader', role]), ban: null }, act)
    expect(granted).toBe(
      (PERMISSIONS[act] as readonly Role[]).some((one) => one === role || (one === 'reader' && role !== 'visitor')),
    )
    const visitor = people.get(role)
    if (!visitor) return
    const visit = await ROUTES[act](visitor)
    expect({ act, granted: !wasRefused(visit), status: visit.status }).toEqual({ act, granted, status: visit.status })
    if (granted) expect(visit.status).toBeLessThan(400)
  })
})

test('every role is tried on the routes', () => {
  expect([...people.keys()].sort()).toEqual([...MET].sort())
})

test('a role is taken back by the page where it was given, and an address that never signed in has none to give', async () => {
  const root = people.get('admin') ?? new Visitor()
  const { id } = await aReader({ email: 'eve@example.org' })
  const act = (name: string) => ({ act: name, reader: id, reason: 'a test', confirmed: 'yes', back: '/admin/people' })
  await root.post('/admin/acts', act('name-curator'))
  expect((await root.post('/admin/people', { email: 'eve@example.org' })).html).toContain('value="take-curator"')
  await root.post('/admin/acts', act('take-curator'))
  expect((await root.post('/admin/people', { email: 'eve@example.org' })).html).toContain('value="name-curator"')
  expect((await root.post('/admin/people', { email: 'nobody@example.org' })).html).toContain(
    'Nobody signed in with this address',
  )
})

test('of fifty readers who want names that look alike at once, one gets it, and it shows in their settings', async () => {
  const readers = await Promise.all(Array.from({ length: 50 }, () => aReader()))
  const names = ['Morning-Star', 'rn0rning-star', 'm0rnlngstar', 'MORNINGSTAR']
  const taken = await Promise.all(readers.map(({ id }, at) => takeName(id, names[at % 4] ?? '')))
  expect(taken.filter((outcome) => outcome === 'taken-now')).toHaveLength(1)
  const ada = await signInAs('ada@example.org')
  for (const name of ['аda', 'a', 'Admin', 'a--b', '<b>', 'x'.repeat(31)])
    expect([name, (await ada.post('/settings/name', { name })).status]).toEqual([name, 422])
  expect((await ada.post('/settings/name', { name: 'M0rning-5tar' })).status).toBe(409)
  expect((await ada.post('/settings/name', { name: 'Ada-L' })).to).toBe('/settings#your-name')
  expect((await ada.get('/settings')).html).toContain('value="Ada-L"')
})
