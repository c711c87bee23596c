/** Where a conversation can be made to stop: the server has heard this and has not answered. */
export type Stage = 'connect' | 'hello' | 'mail' | 'recipient' | 'data' | 'dot'

/** What is told to the server's process. An order lets go what was stopped before; one that forgets drops it, one that keeps leaves it. */
export interface ToSink {
  holdAt: Stage | null
  /** So many mails, counted from the last order that forgets, pass without a stop. */
  letThrough: number
  forget: boolean
  keep: boolean
}

/** What the server's process tells. */
export type FromSink =
  | { port: number }
  | { ready: true }
  /** So many conversations are stopped. */
  | { held: number }
  /** Bytes of this mail have come, and its end has not. */
  | { body: number }
  /** The end of a mail has come: it exists, whatever becomes of the reply. */
  | { accepted: string }
