import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RollCall } from '@/lib/database/roll-call'

beforeEach(() => {
  // Promises go on as ever.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Longest time in which a process may trust what it knows without having heard of a change. */
const BOUND_MS = 3_000

/** Notices in the order of commits, as PostgreSQL keeps them; each process hears them in this order, in its own time. */
class Notices {
  nowMs = 0
  /** Calls that ended although somebody who trusts what they know had not heard. */
  wronglyHeard = 0
  readonly log: { payload: string; atMs: number }[] = []
  readonly processes: { rollCall: RollCall; heard: number; hears: boolean }[] = []

  /** So many that listen from the beginning. */
  constructor(count: number) {
    const tell = async (payload: string) => this.commit(payload)
    for (let n = 0; n < count; n++) {
      this.processes.push({ rollCall: new RollCall({ tell, nowMs: () => this.nowMs }), heard: 0, hears: true })
    }
    for (const { rollCall } of this.processes) rollCall.pulse()
  }

  commit(payload: string): void {
    this.log.push({ payload, atMs: this.nowMs })
  }

  deliver(to: number, most: number): void {
    const process = this.processes[to]
    if (!process?.hears) return
    for (let n = 0; n < most && process.heard < this.log.length; n++) {
      const payload = this.log[process.heard]?.payload ?? ''
      process.heard += 1
      if (!payload.startsWith('change')) process.rollCall.hear(payload)
    }
  }

  take({ do: what, of, ms }: Step): void {
    const process = this.processes[of] as Notices['processes'][number]
    this.nowMs += ms
    if (what === 'pulse') process.rollCall.pulse()
    if (what === 'hear') this.deliver(of, 5)
    if (what === 'fall silent') process.hears = false
    if (what === 'go on') process.hears = true
    if (what === 'change') this.#change(process.rollCall)
  }

  #change(by: RollCall): void {
    this.commit('change')
    const committed = this.log.length
    // Patience is a timer, and no timer ends here: this resolves only when everybody answered.
    void by.everybodyHeard().then(() => {
      const isWrong = this.processes.some(({ rollCall, heard }) => rollCall.isCurrent && heard < committed)
      if (isWrong) this.wronglyHeard += 1
    })
  }

  /** How long ago the oldest change was made that somebody who trusts what they know did not hear of. */
  longestMissedMs(): number {
    const ages = this.processes.map(({ rollCall, heard }) => {
      const missed = rollCall.isCurrent ? this.log.slice(heard).find(({ payload }) => payload === 'change') : null
      return missed ? this.nowMs - missed.atMs : 0
    })
    return Math.max(...ages)
  }
}

interface Step {
  do: 'change' | 'pulse' | 'hear' | 'fall silent' | 'go on'
  of: number
  ms: number
}

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), of: fc.nat(2), ms: fc.constant(0) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pulse' as const), of: fc.nat(2), ms: fc.nat(500) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('hear' as const), of: fc.nat(2), ms: fc.nat(900) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fall silent' as const), of: fc.nat(2), ms: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('go on' as const), of: fc.nat(2), ms: fc.nat(4_000) }) },
)

const steps = (...some: [what: Step['do'], of: number, ms: number][]): Step[] =>
  some.map(([what, of, ms]) => ({ do: what, of, ms }))

/** The second one trusts what it knows by a call of its own, long after its pulse was heard. */
const TRUSTING_BY_A_CALL = steps(
  ['hear', 1, 0],
  ['hear', 0, 0],
  ['go on', 0, 1248],
  ['change', 1, 0],
  ['hear', 0, 4],
  ['hear', 1, 511],
  ['change', 1, 0],
  ['change', 1, 0],
  ['pulse', 0, 4],
  ['hear', 0, 71],
  ['hear', 0, 1],
  ['change', 0, 0],
  ['hear', 2, 638],
  ['hear', 0, 524],
)

test('whoever trusts what they know has heard of all that is three seconds old; who called, of all who trust', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 80 }), async (steps) => {
      const notices = new Notices(3)
      for (const one of steps) {
        notices.take(one)
        for (let n = 0; n < 8; n++) await Promise.resolve()
        expect(notices.wronglyHeard).toBe(0)
        expect(notices.longestMissedMs()).toBeLessThan(BOUND_MS)
      }
    }),
    { examples: [[TRUSTING_BY_A_CALL]] },
  )
})

test('everybody heard, as soon as the last of them did', async () => {
  const notices = new Notices(3)
  for (let n = 0; n < 6; n++) notices.deliver(n % 3, 20)
  const heard = vi.fn()
  void notices.processes[0]?.rollCall.everybodyHeard().then(heard)
  await vi.advanceTimersByTimeAsync(0)
  for (const listening of [1, 0, 2, 1]) {
    expect(heard).not.toHaveBeenCalled()
    notices.deliver(listening, 10)
    await vi.advanceTimersByTimeAsync(0)
  }
  notices.deliver(0, 10)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toHaveBeenCalledOnce()
})

test('nobody waits longer than a second for one that does not answer, and not at all where nothing can be told', async () => {
  const notices = new Notices(2)
  notices.deliver(0, 10)
  const heard = vi.fn()
  void notices.processes[0]?.rollCall.everybodyHeard().then(heard)
  await vi.advanceTimersByTimeAsync(999)
  notices.deliver(0, 10)
  expect(heard).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(heard).toHaveBeenCalledOnce()

  const mute = new RollCall({ tell: () => Promise.reject(new Error('no connection')), nowMs: () => 0 })
  await mute.everybodyHeard()
  expect(mute.isCurrent).toBe(false)
})

test('one that said it goes is waited for by nobody', async () => {
  const notices = new Notices(2)
  for (let n = 0; n < 4; n++) notices.deliver(n % 2, 20)
  await notices.processes[1]?.rollCall.begin()()
  const heard = vi.fn()
  void notices.processes[0]?.rollCall.everybodyHeard().then(heard)
  await vi.advanceTimersByTimeAsync(0)
  notices.deliver(0, 10)
  await vi.advanceTimersByTimeAsync(0)
  expect(heard).toHaveBeenCalledOnce()
})
