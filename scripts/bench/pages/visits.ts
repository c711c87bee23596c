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
  ms: number
}

/** Connections that stay open; to be destroyed when done. */
export const openAgent = (connections: number): Agent => new Agent({ keepAlive: true, maxSockets: connections })

/** Makes one request and reads the whole answer; trouble on the way is status 0. */
export function visit(base: string, { path, method = 'GET', headers = {} }: Visit, agent: Agent): Promise<Outcome> {
  const since = performance.now()
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - since })
    const asked = request(new URL(path, base), { agent, method, headers, timeout: 30_000 }, (response) => {
      response
        .on('end', () => done(response.statusCode ?? 0))
        .on('error', () => done(0))
        .resume()
    })
    asked
      .on('timeout', () => asked.destroy())
      .on('error', () => done(0))
      .end()
  })
}
