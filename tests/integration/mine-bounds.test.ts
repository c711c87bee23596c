import { zipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { MOST_MARKS } from '@/lib/mine/archive'
import { bring } from '../support/archives'
import { useTestDatabase } from '../support/database'
import { aClock, setSettings } from '../support/settings'
import { signInAs, type Visitor } from '../support/visitor'

useTestDatabase()

const BOB = 'bob@example.org'
const clock = aClock('2026-11-24T08:00:00.000Z')
const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))
let bob: Visitor

beforeEach(async () => {
  setSettings({}, clock)
  await db().$executeRaw`truncate readers, papers, sign_in_requests, deliveries, rate_limits cascade`
  bob = await signInAs(BOB)
})

/** Brings what anybody can write by hand, with these sections. */
function bringWritten(sections: object) {
  const mine = {
    ...{ format: 'broadsheet-mine', version: 1, site: 'https://a.example', exportedAt: '2026-01-01T00:00:00Z' },
    ...{ votes: [], saved: [], dismissed: [], digests: [], rows: {}, ...sections },
  }
  const file = new TextEncoder().encode(JSON.stringify(mine))
  return bring(bob, new Uint8Array(zipSync({ 'broadsheet.json': file })))
}

const times = <T>(count: number, make: (nth: number) => T): T[] => Array.from({ length: count }, (_, nth) => make(nth))
const paper = (nth: number) => `2401.${String(nth + 1).padStart(5, '0')}`

test('notes that cannot be said here are told of as one sentence a list', async () => {
  const papers = times(300, (nth) => ({ paper: paper(nth), at: at(1), note: nth < 299 ? '\ud800' : 'Lemma 2' }))
  const { text } = await bringWritten({
    lists: [{ name: 'Seminar', description: null, visibility: 'private', papers }],
  })
  expect(text).toContain('notes in the list “Seminar”: 299: too long, or no sentence, here')
  expect(text.match(/notes? /g)).toHaveLength(1)
  const entries = await db().listEntry.groupBy({ by: ['note'], _count: true, orderBy: { note: 'asc' } })
  expect(entries.map(({ note, _count }) => [note, _count])).toEqual([
    ['Lemma 2', 1],
    [null, 299],
  ])
})

test('an archive of more tables than any site has is none', async () => {
  const rows = Object.fromEntries(times(1_000, (nth) => [`table_${nth}`, [1]]))
  expect(await bringWritten({ rows })).toEqual({
    status: 422,
    text: expect.stringContaining('is not of version 1: rows'),
  })
})

test('what digests brought is taken as far as there is room, the newest first; a second time is none more', async () => {
  const { id: readerId } = await db().reader.findUniqueOrThrow({ where: { email: BOB } })
  await db().$executeRaw`
    insert into sent_papers (reader_id, paper_id, version, sent_at)
    select ${readerId}, '2301.' || nth, 1, ${at(0)}::timestamptz from generate_series(1, ${MOST_MARKS - 2}::int) nth`
  const sent = times(4, (nth) => ({ paper: paper(nth), version: 1, at: at(nth) }))
  const { text } = await bringWritten({ sent: sent.slice(0, 1) })
  expect(text).toContain('Papers that digests brought: 1')
  for (const [taken, known] of [
    [1, 1],
    [0, 2],
  ]) {
    const again = await bringWritten({ sent })
    expect(again.text).toContain(`Papers that digests brought: ${taken}`)
    expect(again.text).toContain(`Here already: ${known}`)
    expect(again.text).toContain(`2 papers that digests brought: ${MOST_MARKS} are remembered at most`)
  }
  const kept = await db().sentPaper.findMany({
    where: { paperId: { startsWith: '2401.' } },
    orderBy: { paperId: 'asc' },
  })
  expect(kept.map(({ paperId }) => paperId)).toEqual([paper(0), paper(3)])
})
