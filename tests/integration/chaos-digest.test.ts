import { afterAll, beforeAll, expect, test } from 'vitest'
import { log } from '@/lib/log'
import { playCrowd } from '../support/crash/crowd'
import { playKill } from '../support/crash/kill'
import { playPause, playTerm } from '../support/crash/pause'
import { ALL_POINTS, isInWindow, POINTS } from '../support/crash/points'
import { openScene } from '../support/crash/scene'
import { useTestDatabase } from '../support/database'

const database = useTestDatabase()
/** A machine that does ten things beside takes its time. */
const TIMEOUT_MS = 60_000

let scene: Awaited<ReturnType<typeof openScene>>
beforeAll(async () => {
  log.level = 'silent'
  scene = await openScene(database.url)
}, TIMEOUT_MS)
afterAll(() => scene.close())

// The short form of `npm run chaos -- digest`: each point once, with one connection and with ten.
const kills = ALL_POINTS.flatMap((point, index) =>
  ([1, 10] as const).flatMap((connections) =>
    (isInWindow(point) && connections === 10 ? (['skip', 'resend'] as const) : (['skip'] as const)).map((policy) => ({
      point,
      connections,
      policy,
      before: 1 + (index % 3),
    })),
  ),
)

test.each(kills)(
  'killed at $point with $connections connections ($policy), no mail is lost or doubled beyond the window',
  {
    timeout: TIMEOUT_MS,
  },
  async (kill) => {
    const { violations } = await playKill(scene, kill)
    expect(violations, POINTS[kill.point]).toEqual([])
  },
)

test.each(['recipient', 'dot'] as const)(
  'a sender that slept beyond its lease, at the %s, sends nothing twice and loses nothing',
  {
    timeout: TIMEOUT_MS,
  },
  async (at) => {
    const slept = await playPause(scene, { at, leaseMs: 400, pauseMs: 900, connections: 2 })
    expect(slept).toEqual({ mails: 4, lost: 0, doubled: 0, states: { accepted: 4 } })
  },
)

test('a sender that is told to end finishes what is under way, and the next does the rest', {
  timeout: TIMEOUT_MS,
}, async () => {
  expect(await playTerm(scene)).toEqual({ mails: 14, finished: 7, lost: 0, doubled: 0, states: { accepted: 14 } })
})

test('two schedulers and five senders at once make and send each mail once', { timeout: TIMEOUT_MS }, async () => {
  expect((await playCrowd(20)).violations).toEqual([])
})
