import type { Server } from 'node:http'
import { RefusedError } from '../errors'

/** Given to answers under way when the process is told to stop. */
const GRACE_MS = 10_000

/**
 * Listens; resolves when the door is open. @returns the port, which the system chose when 0 was given
 * @throws RefusedError when the port cannot be had; its message is the one sentence that the operator gets
 */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Takes no new request, lets those under way end, and cuts off what is left after ten seconds. */
export function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
    server.closeIdleConnections()
  })
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new RefusedError(`Port ${port} on ${host} is taken by another program; PORT takes another one.`)
  if (error.code === 'EACCES')
    return new RefusedError(`Port ${port} may not be opened by this user; PORT takes one above 1023.`)
  return error
}
