import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../clock'
import { log } from '../log'
import type { Mail } from '../mail/mail'
import type { MailTransport } from '../mail/transport'
import { claimNext, type Lease } from '../outbox/claim'
import { keepAlive, markFinishing } from '../outbox/lease'
import { endRests, giveBack, settle } from '../outbox/settle'
import { sweepLedger, withdraw } from '../outbox/sweep'
import type { MailKind } from '../outbox/types'
import { suppress } from '../suppression/suppress'
import { MailMaker } from './message'
import { type NextStep, nextStep } from './next-step'

/** Mails under way at once: connections to the SMTP server, and the most that a crash can leave unknown. */
export const LANES = 5
/** How long an outcome is held on to while the database cannot be reached. */
const HOLD_MS = 120_000

export interface SenderDeps {
  transport: MailTransport
  clock: Clock
  leaseMs: number
  kinds?: readonly MailKind[]
  /** Mails that rest after a failure are tried now, too: a person who runs a command wants them to be. */
  impatient?: boolean
  /** Aborted, no further mail is taken; those under way are finished. */
  signal?: AbortSignal | undefined
  /** A mail came to its next state. */
  onMail?: (() => void) | undefined
}

/** `idle`: nothing is due; else what the sender should do before it takes another mail. */
export type Pace = 'idle' | NextStep['sender']

/** Takes due mails of the ledger and sends them, one at a time; any number of senders in any number of processes work side by side. */
export class Sender {
  readonly #maker = new MailMaker()
  #halted = false

  constructor(private readonly deps: SenderDeps) {}

  /** Takes one mail from the ledger to its next state. Rejects only when the database cannot be reached. */
  async sendNext(): Promise<Pace> {
    const { clock, leaseMs } = this.deps
    const lease = await claimNext({ ...this.deps, now: clock.now() })
    if (!lease) return 'idle'

    const alive = keepAlive(lease, leaseMs)
    try {
      const step = await this.#attempt(lease, await this.#maker.prepare(lease))
      await held(() => this.#write(lease, step))
      this.#note(lease, step)
      return step.sender
    } finally {
      alive.stop()
    }
  }

  async #attempt(lease: Lease, render: () => Mail): Promise<NextStep> {
    const { transport, leaseMs } = this.deps
    const beforeEnd = async () => {
      if (!(await markFinishing(lease, leaseMs))) throw new Error('withdrawn: unsubscribed, or taken by another sender')
    }
    try {
      return nextStep(lease, await transport.send(render(), { beforeEnd }))
    } catch (error) {
      // Only making a mail throws. One that cannot be made must not hold up the others behind it.
      log.error({ err: error, delivery: lease.id }, 'a mail could not be made')
      return { status: 'settle', state: 'failed', reason: 'this mail could not be made', sender: 'go on' }
    }
  }

  async #write(lease: Lease, step: NextStep): Promise<void> {
    const now = this.deps.clock.now()
    if (step.status === 'give back') return giveBack(lease, step)
    if (step.status === 'withdraw') return withdraw(lease, step.reason, now)
    if (step.isGone) await suppress(lease.recipient, { reason: 'bounced', detail: step.reason }, now)
    await settle(lease, step, now)
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

/** Sends whatever is due now, and comes back when nothing is, when the server takes nothing now, or when it is stopped. */
export async function deliverDue(deps: SenderDeps, lanes = LANES): Promise<void> {
  await sweepLedger(deps.clock.now(), deps.kinds)
  if (deps.impatient) await endRests(deps.clock.now(), deps.kinds)
  const sender = new Sender(deps)
  const lane = async () => {
    while (!deps.signal?.aborted) {
      const pace = await sender.sendNext()
      if (pace !== 'idle') deps.onMail?.()
      if (pace !== 'go on') return
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
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
