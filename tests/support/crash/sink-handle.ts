import { eventually } from '../eventually'
import { startProgram } from './processes'
import type { Programs } from './programs'
import type { FromSink, ToSink } from './sink-words'

/** What the SMTP server's process told so far, and what it may be told. */
export interface Sink {
  url: string
  /** How often each address was sent a mail whose end came. */
  accepted: Map<string, number>
  /** Conversations that are stopped. */
  readonly held: number
  /** Mails of which something came, and not yet their end. */
  readonly bodies: number
  /** From here on; what was stopped before goes on, or is dropped with what was counted. */
  order: (order: Partial<ToSink>) => Promise<void>
  close: () => Promise<void>
}

/** Starts the SMTP server in a process of its own. */
export async function startSink({ sink: file }: Pick<Programs, 'sink'>): Promise<Sink> {
  const { child, ended } = startProgram(file)
  const state = { port: 0, held: 0, bodies: new Set<number>(), answers: 0 }
  const accepted = new Map<string, number>()
  child.on('message', (message: FromSink) => {
    if ('port' in message) state.port = message.port
    else if ('held' in message) state.held = message.held
    else if ('body' in message) state.bodies.add(message.body)
    else if ('accepted' in message) accepted.set(message.accepted, (accepted.get(message.accepted) ?? 0) + 1)
    else state.answers += 1
  })
  await eventually(() => state.port > 0)
  return {
    url: `smtp://127.0.0.1:${state.port}`,
    accepted,
    get held() {
      return state.held
    },
    get bodies() {
      return state.bodies.size
    },
    async order({ holdAt = null, letThrough = 0, forget = false, keep = false }) {
      state.held = 0
      state.bodies.clear()
      if (forget) accepted.clear()
      const asked = state.answers
      child.send({ holdAt, letThrough, forget, keep } satisfies ToSink)
      await eventually(() => state.answers > asked, { everyMs: 1 })
    },
    async close() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
