import { type Claiming, claimDue, type Lease } from './claim'
import { renewLeases } from './lease'
import { giveBack } from './settle'

/** A sack lasts so long at most, so that an urgent mail, which the next one is sure to hold, waits no longer. */
const LASTS_MS = 250
/** Mails of one sack: beyond, taking them is cheap enough. */
const LARGEST = 100

/** The mails in the hands of one sender: taken several at a time, kept alive together, and given back when it stops. */
export class MailSack {
  readonly #held = new Set<Lease>()
  #untouched: Lease[] = []
  #refill: Promise<number> | null = null
  #beat: NodeJS.Timeout | undefined
  #taken = 0
  #filledAt = 0

  /** @param lanes mails that are sent side by side: so many are taken at once, and more where they are sent fast */
  constructor(
    private readonly lanes: number,
    private readonly claiming: Pick<Claiming, 'leaseMs' | 'kinds'>,
  ) {}

  /** The next mail, or null when none is due. Those after it are fetched while it is sent. */
  async next(now: Date): Promise<Lease | null> {
    let found = 1
    // Other lanes may have taken all that was found, or given it back.
    while (this.#untouched.length === 0 && found > 0) found = await this.#refilled(now)
    const lease = this.#untouched.shift() ?? null
    // What fails here fails again, and is told, when the next mail is asked for.
    if (lease && this.#untouched.length < this.lanes) this.#refilled(now).catch(() => {})
    return lease
  }

  /** This one is out of hand: settled, or given back. */
  done(lease: Lease): void {
    this.#held.delete(lease)
    if (this.#held.size === 0) this.#stopBeating()
  }

  /** Gives back what was not begun: nothing will be for a while, or it was taken before something was learnt. */
  async empty(): Promise<void> {
    await this.#refill?.catch(() => {})
    const left = this.#untouched.splice(0)
    this.#taken = 0
    for (const lease of left) this.done(lease)
    await giveBack(left, { restMs: 0, strike: false, reason: null })
  }

  #refilled(now: Date): Promise<number> {
    this.#refill ??= this.#fill(now).finally(() => {
      this.#refill = null
    })
    return this.#refill
  }

  async #fill(now: Date): Promise<number> {
    const leases = await claimDue({ ...this.claiming, now, limit: this.#nextSize(performance.now()) })
    this.#taken = leases.length
    for (const lease of leases) this.#held.add(lease)
    this.#untouched.push(...leases)
    if (leases.length > 0) this.#startBeating()
    return leases.length
  }

  /** As many as were sent in the time that a sack may last; at most twice as many as last time. */
  #nextSize(nowMs: number): number {
    const faster = Math.min(2, LASTS_MS / (nowMs - this.#filledAt))
    this.#filledAt = nowMs
    return Math.max(this.lanes, Math.min(LARGEST, Math.round(this.#taken * faster)))
  }

  #startBeating(): void {
    const { leaseMs } = this.claiming
    this.#beat ??= setInterval(() => void renewLeases([...this.#held], leaseMs), leaseMs / 4).unref()
  }

  #stopBeating(): void {
    clearInterval(this.#beat)
    this.#beat = undefined
  }
}
