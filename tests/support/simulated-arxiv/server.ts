import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Reached, SimulatedArxiv } from './arxiv'

/** A simulated arXiv on a loopback port. */
export async function serveOverHttp(arxiv: SimulatedArxiv): Promise<Reached> {
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const answer = await arxiv.answer(new URL(request.url ?? '/', 'http://arxiv'), request.headers['if-none-match'])
    if (answer === 'silence') return
    if (answer === 'reset') response.socket?.resetAndDestroy()
    else response.writeHead(answer.status, answer.headers).end(answer.body)
  }
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
