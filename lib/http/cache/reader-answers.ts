import type { Marks } from '../marked-document'
import { type Body, takes } from './body'
import { ByteStore } from './byte-store'
import type { PageKey } from './page-key'

/** What an entry takes beside its bytes, about. */
const BYTES_AROUND = 500

/** Whose answer, of which page. */
export interface Asked {
  reader: string
  key: PageKey
  marks: Marks
}

interface Held {
  marks: Marks
  body: Body
  bytes: number
}

/**
 * Pages as they were put together for one reader, to be sent again while nothing changed. An answer belongs to the very object that told
 * what holds of its reader on that page: another reader's, another page's, or one from after an act is another object.
 */
export class ReaderAnswers {
  readonly #store: ByteStore<Held>
  readonly #shrunk = new WeakSet<Marks>()

  constructor(maxBytes: number) {
    this.#store = new ByteStore(maxBytes)
  }

  find({ reader, key, marks }: Asked, accepts: string): Body | null {
    const held = this.#store.get(`${reader} ${key.text}`)
    return held?.marks === marks && takes(accepts, held.body.encoding) ? held.body : null
  }

  /** @returns the body that was given */
  keep({ reader, key, marks }: Asked, body: Body): Body {
    this.#store.set(`${reader} ${key.text}`, { marks, body, bytes: body.bytes.byteLength + BYTES_AROUND })
    return body
  }

  /** Keeps a smaller form instead, as soon as it is made; once for each answer, and without it the one that is there stays. */
  shrink(asked: Asked, make: () => Promise<Body>): void {
    if (this.#shrunk.has(asked.marks)) return
    this.#shrunk.add(asked.marks)
    make().then(
      (body) => this.keep(asked, body),
      () => {},
    )
  }
}
