import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../clock'
import { config } from '../config'
import { log } from '../log'
import type { MailTransport } from '../mail/transport'
import type { Lease } from '../outbox/claim'
import { isAnyPaced } from '../outbox/domains'
import { Grouped } from '../outbox/grouped'
import { markFinishing } from '../outbox/lease'
import { MailSack } from '../outbox/sack'
import { endRests, giveBack, type Settlement, settle } from '../outbox/settle'
import { sweepLedger, withdraw } from '../outbox/sweep'
import { type MailKind, resentWhenUnknown } from '../outbox/types'
import { Breaker } from './breaker'
import { jitterOf } from './jitter'
import { learn } from './learn'
import { MailMaker } from './message'
import { isAboutOthers, type NextStep, nextStep } from './next-step'

/** How long an outcome is held on to while the database cannot be reached. */
const HOLD_MS = 120_000
/** Mails that wait for their domain's pace are looked for so often. */
export const PACED_LOOK_MS = 100

export interface SenderDeps {
  transport: MailTransport
  clock: Clock
  leaseMs: number
  /** Mails under way at once, and the most that a crash can leave unknown. As many as the transport has connections. */
  lanes?: number | undefined
  kinds?: readonly MailKind[] | undefined
  /** Mails that rest after a failure are tried now, too: a person who runs a command wants them to be. */
  impatient?: boolean
  /** Aborted, no further mail is taken; those under way are finished. */
  signal?: AbortSignal | undefined
  /** A mail came to its next state. */
  onMail?: (() => void) | undefined
}

/** `idle`: nothing is due; `soon`: what is due waits for its domain's pace; else what the sender should do before it takes another. */
export type Pace = 'idle' | 'soon' | NextStep['sender']

/**
 * Takes due mails of the ledger and sends them; any number of lanes share one, and any number of senders in any number of
 * processes work side by side. What its lanes write at the same time is written in one commit.
 */
export class Sender {
  readonly #maker = new MailMaker()
  readonly #breaker = new Breaker()
  readonly #sack: MailSack
  readonly #gate: Grouped<Lease, boolean>
  readonly #settling: Grouped<{ lease: Lease; settlement: Settlement }, boolean>
  #halted = false

  constructor(private readonly deps: SenderDeps) {
    const { leaseMs, clock } = deps
    this.#sack = new MailSack(lanesOf(deps), deps)
    this.#gate = new Grouped(async (leases) => {
      const marked = await markFinishing(leases, leaseMs)
      return leases.map(({ id }) => marked.has(id))
    })
    this.#settling = new Grouped(async (settled) => {
      const written = await settle(settled, clock.now())
      return settled.map(({ lease }) => written.has(lease.id))
    })
  }

  /** A new lane: one mail after the other. */
  lane(): Lane {
    return new Lane((lane) => this.#sendNext(lane))
  }

  /** Gives back the mails that it holds and has not begun. To be called when no lane is at work, and none will be for a while. */
  stop(): Promise<void> {
    return this.#sack.empty()
  }

  async #sendNext(lane: Lane): Promise<Pace> {
    if (!this.#breaker.admits(performance.now())) return 'rest'
    const lease = await this.#take()
    if (!lease) {
      await lane.finish()
      return (await isAnyPaced(this.deps.clock.now())) ? 'soon' : 'idle'
    }
    const step = await this.#attempt(lease, lane).catch((error) => {
      this.#sack.done(lease)
      throw error
    })
    if (step.sender === 'go on') this.#breaker.succeed()
    else this.#breaker.fail(step.sender, performance.now())
    try {
      await lane.finish()
    } finally {
      lane.writes(this.#finish(lease, step))
    }
    // A mail that simply went out is written down while the next one is on its way to its gate. All else is looked at first.
    if (step.status !== 'settle' || step.state !== 'accepted') await lane.finish()
    return step.sender
  }

  async #take(): Promise<Lease | null> {
    try {
      const lease = await this.#sack.next(this.deps.clock.now())
      if (!lease) this.#breaker.abstain()
      return lease
    } catch (error) {
      this.#breaker.abstain()
      throw error
    }
  }

  async #attempt(lease: Lease, lane: Lane): Promise<NextStep> {
    const render = await this.#maker.prepare(lease)
    const beforeEnd = async () => {
      // Never two of one lane whose end may be out and whose outcome is not written: at most so many can a crash leave unknown.
      await lane.finish()
      if (!(await this.#gate.do(lease))) throw new Error('withdrawn: not wanted any more, or taken by another sender')
    }
    try {
      const outcome = await this.deps.transport.send(render(), { beforeEnd })
      const isResent = resentWhenUnknown().includes(lease.kind)
      return nextStep({ kind: lease.kind, attempts: lease.attempts, jitter: () => jitterOf(lease), isResent }, outcome)
    } catch (error) {
      // Only making a mail throws. One that cannot be made must not hold up the others behind it.
      log.error({ err: error, delivery: lease.id }, 'a mail could not be made')
      const reason = 'this mail could not be made'
      return { status: 'settle', state: 'failed', verdict: 'not-made', reason, sender: 'go on' }
    }
  }

  async #finish(lease: Lease, step: NextStep): Promise<void> {
    try {
      await held(() => this.#write(lease, step))
      this.#note(lease, step)
      this.deps.onMail?.()
      // Those in the sack were taken before this was learnt.
      if ('lesson' in step && isAboutOthers(step.lesson)) await this.#sack.empty()
    } finally {
      this.#sack.done(lease)
    }
  }

  async #write(lease: Lease, step: NextStep): Promise<void> {
    const now = this.deps.clock.now()
    if (step.status === 'withdraw') return withdraw(lease, step.reason, now)
    if (step.status === 'give back') await giveBack([lease], step)
    else await this.#settling.do({ lease, settlement: step })
    await learn(lease, step, now)
  }

  /** One line for each mail that did not simply go out; while the server refuses us altogether, one line for all. */
  #note({ id, kind }: Lease, step: NextStep): void {
    const isHalt = step.sender === 'halt'
    if (isHalt && !this.#halted) log.error({ reason: step.reason }, 'the SMTP server refuses us: no mail is sent')
    if (this.#halted && !isHalt && step.sender !== 'rest') log.info('the SMTP server takes mail again')
    if (step.sender !== 'rest') this.#halted = isHalt
    const outcome = step.status === 'settle' ? step.state : step.status
    const isWorthALine = outcome !== 'accepted' && step.sender === 'go on'
    log[isWorthALine ? 'info' : 'debug']({ delivery: id, kind, outcome, reason: step.reason }, 'mail')
  }
}

/** One mail after the other, of which the last one may still be being written down. */
export class Lane {
  #unwritten: Promise<void> | null = null

  /** @param run takes one mail from the ledger to its next state */
  constructor(private readonly run: (lane: Lane) => Promise<Pace>) {}

  /** Sends one mail. Rejects only when the database cannot be reached. */
  sendNext(): Promise<Pace> {
    return this.run(this)
  }

  /** What became of its last mail is being written down. */
  writes(writing: Promise<void>): void {
    // Told to whoever asks next; nobody may ask for a while.
    writing.catch(() => {})
    this.#unwritten = writing
  }

  /** Resolves when what became of its last mail is written down. To be called before it is left. */
  async finish(): Promise<void> {
    const writing = this.#unwritten
    this.#unwritten = null
    await writing
  }
}

/** Mails under way at once, where the caller leaves it to the setting. */
export const lanesOf = ({ lanes }: Pick<SenderDeps, 'lanes'>): number => lanes ?? config().mailConnections

/** Sends whatever is due now, and comes back when nothing is, when the server takes nothing now, or when it is stopped. */
export async function deliverDue(deps: SenderDeps): Promise<void> {
  await sweepLedger(deps.clock.now(), deps.kinds)
  if (deps.impatient) await endRests(deps.clock.now(), deps.kinds)
  const sender = new Sender(deps)
  const work = async () => {
    const lane = sender.lane()
    let pace: Pace = 'go on'
    while (!deps.signal?.aborted && (pace === 'go on' || pace === 'soon')) {
      pace = await lane.sendNext()
      if (pace === 'soon') await delay(PACED_LOOK_MS)
    }
    await lane.finish()
  }
  try {
    await Promise.all(Array.from({ length: lanesOf(deps) }, work))
  } finally {
    await sender.stop()
  }
}

/** What a server said is not lost because the database restarts just then: written down as soon as it is back. */
async function held(write: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + HOLD_MS
  for (let restMs = 200; ; restMs = Math.min(2 * restMs, 5_000)) {
    try {
      await write()
      return
    } catch (error) {
      if (Date.now() + restMs > until) throw error
      await delay(restMs)
    }
  }
}
