import { Agent, request } from 'node:http'

/** One request of a benchmark. */
export interface Visit {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
}

export interface Outcome {
  /** 0: no answer came. */
  status: number
  /** Why none came, such as `ECONNRESET on a kept connection`; empty when one did. */
  cause: string
  ms: number
}

/** Connections that stay open; to be destroyed when done. */
export const openAgent = (connections: number): Agent => new Agent({ keepAlive: true, maxSockets: connections })

/** Longer than the house takes for any answer, a page that is given up included. */
const TIMEOUT_MS = 40_000

/** Makes one request and reads the whole answer; trouble on the way is status 0, with its cause. */
export function visit(base: string, { path, method = 'GET', headers = {} }: Visit, agent: Agent): Promise<Outcome> {
  const since = performance.now()
  return new Promise((resolve) => {
    const done = (status: number, cause = '') => resolve({ status, cause, ms: performance.now() - since })
    const asked = request(new URL(path, base), { agent, method, headers, timeout: TIMEOUT_MS }, (response) => {
      response
        .on('end', () => done(response.statusCode ?? 0))
        .on('error', (error) => done(0, `${codeOf(error)} within the answer`))
        .resume()
    })
    asked
      .on('timeout', () => asked.destroy(Object.assign(new Error(), { code: 'no answer in time' })))
      .on('error', (error) => done(0, `${codeOf(error)} on a ${asked.reusedSocket ? 'kept' : 'new'} connection`))
      .end()
  })
}

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message
