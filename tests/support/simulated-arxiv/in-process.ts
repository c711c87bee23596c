import type { Reached, SimulatedArxiv } from './arxiv'
import type { WireAnswer } from './misbehave'

const ORIGIN = 'http://simulated.arxiv'

/**
 * A simulated arXiv behind this process's own `fetch`, for its address alone: the same answers without the cost of a connection
 * each. What it cannot show is how sockets behave, for which some histories go over HTTP.
 */
export async function serveInProcess(arxiv: SimulatedArxiv): Promise<Reached> {
  const { fetch: real } = globalThis
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== ORIGIN) return real(input, init)
    const headers = new Headers(init?.headers)
    return responseOf(await arxiv.answer(url, headers.get('if-none-match') ?? undefined), init?.signal ?? null)
  }
  return {
    url: ORIGIN,
    close: async () => {
      globalThis.fetch = real
    },
  }
}

async function responseOf(answer: WireAnswer, signal: AbortSignal | null): Promise<Response> {
  signal?.throwIfAborted()
  if (answer === 'silence') return new Promise((_, reject) => whenAborted(signal, reject))
  // As fetch has it: the reason stands in the cause.
  if (answer === 'reset')
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
  const { status, headers, body } = answer
  return new Response(status === 304 ? null : unpacked(headers, body), { status, headers })
}

const whenAborted = (signal: AbortSignal | null, reject: (reason: unknown) => void) =>
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true })

function unpacked(headers: Record<string, string>, body: string | Buffer): BodyInit {
  if (headers['content-encoding'] !== 'gzip') return body as BodyInit
  return new Blob([body as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'))
}
