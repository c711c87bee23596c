/** So long somebody may look for what they did in a page that was made before it. */
const REMEMBERED_MS = 10_000
/** Browsers that are remembered; beyond, all are forgotten, and wait for no page. */
const MOST = 10_000
const SESSION = /broadsheet-session=([\w~-]{1,200})/

/** When signed-in browsers last did something here, for a moment; each process knows of what was done with itself. */
export class RecentActs {
  readonly #atMs = new Map<string, number>()

  /** @param nowMs milliseconds of a clock that never goes back */
  constructor(private readonly nowMs: () => number) {}

  /** @param cookies the `Cookie` header of the act, when all of it is committed and heard of */
  note(cookies: string): void {
    const [, session] = SESSION.exec(cookies) ?? []
    if (session === undefined) return
    if (this.#atMs.size >= MOST) this.#atMs.clear()
    this.#atMs.set(session, this.nowMs())
  }

  /** When this browser last did something, by the same clock; null: nothing lately. */
  lastOf(cookies: string): number | null {
    const [, session = ''] = SESSION.exec(cookies) ?? []
    const at = this.#atMs.get(session)
    if (at === undefined) return null
    if (this.nowMs() - at <= REMEMBERED_MS) return at
    this.#atMs.delete(session)
    return null
  }
}
