import { connect, type Socket } from 'node:net'

/**
 * Connections that cost the load next to nothing: a request is one write, of the answer only status and length are looked at. At ten times
 * the capacity Node's own client would take the processor from the server that it measures.
 */
export class RawConnections {
  readonly #free: Connection[] = []
  readonly #all: Connection[] = []

  /** @param most open at the same time @param url of the server */
  constructor(
    private readonly most: number,
    private readonly url: string,
  ) {}

  /** The status of the answer; 0 when the connection breaks; null at once when all connections are taken. */
  ask(path: string): Promise<number> | null {
    let connection = this.#free.pop()
    if (!connection) {
      if (this.#all.length >= this.most) return null
      const { hostname, port } = new URL(this.url)
      connection = new Connection(Number(port), hostname, (free) => this.#free.push(free))
      this.#all.push(connection)
    }
    return connection.ask(path)
  }

  destroy(): void {
    for (const connection of this.#all) connection.destroy()
  }
}

const HEAD_END = Buffer.from('\r\n\r\n')

class Connection {
  #socket: Socket | null = null
  /** Null: nobody waits for an answer. */
  #answered: ((status: number) => void) | null = null
  #status = 0
  #left = 0
  #isReading = false

  constructor(
    private readonly port: number,
    private readonly host: string,
    private readonly free: (self: Connection) => void,
  ) {}

  ask(path: string): Promise<number> {
    this.#socket ??= this.#connect()
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n`)
    return new Promise((resolve) => {
      this.#answered = resolve
    })
  }

  destroy(): void {
    this.#socket?.destroy()
  }

  #connect(): Socket {
    const socket = connect(this.port, this.host).setNoDelay()
    return socket
      .on('data', (chunk) => this.#read(chunk))
      .on('error', () => socket.destroy())
      .on('close', () => {
        this.#socket = null
        this.#done(0)
      })
  }

  #read(chunk: Buffer): void {
    if (!this.#isReading) {
      const end = chunk.indexOf(HEAD_END)
      const head = chunk.toString('latin1', 0, end < 0 ? chunk.byteLength : end)
      this.#isReading = true
      this.#status = Number(head.slice(9, 12))
      this.#left = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) + end + HEAD_END.byteLength
    }
    this.#left -= chunk.byteLength
    if (this.#left <= 0) this.#done(this.#status)
  }

  #done(status: number): void {
    const answered = this.#answered
    if (!answered) return
    this.#isReading = false
    this.#answered = null
    this.free(this)
    answered(status)
  }
}
