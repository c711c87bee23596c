import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

type Direction = 'to server' | 'to client'

/** A way to the database on which what is under way can be stopped, in either direction. */
export interface DatabaseProxy {
  /** The database's address by this way. */
  url: string
  /** Ports by which the database knows who came this way. */
  readonly ports: number[]
  /** From now on nothing gets through in this direction; what comes is counted. */
  hold: (direction: Direction) => void
  /** Bytes that were stopped since. */
  readonly stopped: number
  /** Ends every connection, and lets the next ones through. */
  cut: () => void
  close: () => Promise<void>
}

/** @param databaseUrl where it leads */
export async function startProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const ports: number[] = []
  let held: Direction | null = null
  let stopped = 0

  const pass = (from: Socket, to: Socket, direction: Direction) => {
    sockets.add(from)
    from.setNoDelay(true)
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    from.on('data', (chunk) => {
      if (held === direction) stopped += chunk.length
      else to.write(chunk)
    })
  }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname, () => ports.push(upstream.localPort ?? 0))
    pass(client, upstream, 'to server')
    pass(upstream, client, 'to client')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const cut = () => {
    held = null
    stopped = 0
    ports.length = 0
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    ports,
    hold: (direction) => {
      held = direction
      stopped = 0
    },
    get stopped() {
      return stopped
    },
    cut,
    close: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
