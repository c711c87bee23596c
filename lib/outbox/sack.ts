import { type Claiming, claimDue, type Lease } from './claim'
import { renewLeases } from './lease'
import { giveBack } from './settle'

/** The mails in the hands of one sender: taken several at a time, kept alive together, and given back when it stops. */
export class MailSack {
  readonly #held = new Set<Lease>()
  #untouched: Lease[] = []
  #refill: Promise<void> | null = null
  #beat: NodeJS.Timeout | undefined

  /** @param size mails taken at once: as many as are sent side by side, so that an urgent one waits for one round */
  constructor(
    private readonly size: number,
    private readonly claiming: Pick<Claiming, 'leaseMs' | 'kinds'>,
  ) {}

  /** The next mail, or null when none is due. Those after it are fetched while it is sent. */
  async next(now: Date): Promise<Lease | null> {
    if (this.#untouched.length === 0) await this.#refilled(now)
    const lease = this.#untouched.shift() ?? null
    // What fails here fails again, and is told, when the next mail is asked for.
    if (lease && this.#untouched.length === 0) this.#refilled(now).catch(() => {})
    return lease
  }

  /** This one is out of hand: settled, or given back. */
  done(lease: Lease): void {
    this.#held.delete(lease)
    if (this.#held.size === 0) this.#stopBeating()
  }

  /** Gives back what was not begun. */
  async empty(): Promise<void> {
    await this.#refill?.catch(() => {})
    const left = this.#untouched.splice(0)
    for (const lease of left) this.done(lease)
    await giveBack(left, { restMs: 0, strike: false, reason: null })
  }

  #refilled(now: Date): Promise<void> {
    this.#refill ??= this.#fill(now).finally(() => {
      this.#refill = null
    })
    return this.#refill
  }

  async #fill(now: Date): Promise<void> {
    const leases = await claimDue({ ...this.claiming, now, limit: this.size })
    for (const lease of leases) this.#held.add(lease)
    this.#untouched.push(...leases)
    if (leases.length > 0) this.#startBeating()
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
