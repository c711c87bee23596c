import { createServer } from 'node:net'
import { RefusedError } from '../errors'

/**
 * Looks whether web will be able to listen, before anything heavy is begun.
 * @throws RefusedError in one sentence
 */
export function refuseTakenPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => reject(new RefusedError(sentence(error, host, port))))
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/** The name under which this machine reaches what listens on `host`, as it stands in an address. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function sentence({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken by another program; PORT takes another one.`
  if (code === 'EACCES') return `Port ${port} may not be opened by this user; PORT takes one above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`
  return `Web cannot listen on ${host}, port ${port}: ${message}.`
}
