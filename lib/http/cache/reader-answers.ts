import type { Marks } from '../marked-document'
import { ByteStore } from './byte-store'
import type { Body } from './kept-page'
import type { PageKey } from './page-key'

/** What an entry takes beside its bytes, about. */
const BYTES_AROUND = 500

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

  constructor(maxBytes: number) {
    this.#store = new ByteStore(maxBytes)
  }

  find(reader: string, key: PageKey, marks: Marks): Body | null {
    const held = this.#store.get(`${reader} ${key.text}`)
    return held?.marks === marks ? held.body : null
  }

  /** @returns the body that was given */
  keep(reader: string, key: PageKey, marks: Marks, body: Body): Body {
    this.#store.set(`${reader} ${key.text}`, { marks, body, bytes: body.bytes.byteLength + BYTES_AROUND })
    return body
  }
}
