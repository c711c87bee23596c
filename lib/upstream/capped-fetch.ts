import { UpstreamError } from '../errors'
import { LastingTrouble, Unanswered, Unreachable } from './retry'

const MAX_REDIRECTS = 3

export interface FetchLimits {
  /** Of what the body becomes after unpacking, which bounds what comes over the wire as well. */
  maxBytes: number
  /** Until the status and headers are there. */
  headersMs: number
  /** Until the last byte is there. */
  totalMs: number
}

export interface Answer {
  status: number
  headers: Headers
  /** Empty for 304 and for statuses that tell only of trouble. */
  text: string
}

/** One exchange: asks, and follows no redirect. */
export type Exchange = (url: URL) => Promise<Answer>

/**
 * One GET with every limit there is: bytes, time to the headers, time in all. Redirects are given back, not followed.
 * @throws UpstreamError in one sentence that names the host
 */
export async function fetchCapped(
  url: URL,
  headers: Record<string, string>,
  { maxBytes, headersMs, totalMs }: FetchLimits,
  signal: AbortSignal,
): Promise<Answer> {
  const late = new AbortController()
  const giveUp = (trouble: UpstreamError, ms: number) => setTimeout(() => late.abort(trouble), ms)
  const headersTimer = giveUp(new Unanswered(`${url.host} did not answer within ${headersMs / 1000} s.`), headersMs)
  const totalTimer = giveUp(
    new UpstreamError(`${url.host} did not finish its answer within ${totalMs / 1000} s.`),
    totalMs,
  )
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.any([signal, late.signal]) })
    clearTimeout(headersTimer)
    return { status: response.status, headers: response.headers, text: await readBody(response, url, maxBytes) }
  } catch (error) {
    signal.throwIfAborted()
    late.signal.throwIfAborted()
    throw error instanceof UpstreamError ? error : noAnswer(url, error)
  } finally {
    clearTimeout(headersTimer)
    clearTimeout(totalTimer)
  }
}

/** Follows redirects on the same host, three at most. */
export async function followRedirects(start: URL, exchange: Exchange): Promise<Answer> {
  let url = start
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const answer = await exchange(url)
    const location = answer.headers.get('location')
    if (answer.status < 300 || answer.status >= 400 || answer.status === 304 || !location) return answer
    const next = URL.canParse(location, url) ? new URL(location, url) : null
    if (next?.host !== start.host || (start.protocol === 'https:' && next.protocol !== 'https:')) {
      throw new LastingTrouble(`${start.host} sends us to another address, which is not followed.`)
    }
    url = next
  }
  throw new LastingTrouble(`${start.host} redirects more than ${MAX_REDIRECTS} times.`)
}

async function readBody(response: Response, url: URL, maxBytes: number): Promise<string> {
  const decoder = decoderFor(response.headers.get('content-type'))
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes)
      throw new LastingTrouble(`${url.host} sends more than ${Math.floor(maxBytes / 1_000_000)} MB.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function decoderFor(contentType: string | null): TextDecoder {
  const charset = contentType?.match(/charset="?([\w-]{1,40})/i)?.[1]
  try {
    return new TextDecoder(charset ?? 'utf-8')
  } catch {
    return new TextDecoder()
  }
}

/** "bad port": one of those that fetch refuses to ask at all. */
const NOBODY_THERE = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'UND_ERR_CONNECT_TIMEOUT'],
  'bad port',
])

/** fetch says only "fetch failed"; the reason stands in its cause. */
function noAnswer(url: URL, error: unknown): UpstreamError {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(error)
  return NOBODY_THERE.has(code)
    ? new Unreachable(`${url.host} cannot be reached (${code}).`, { cause: error })
    : new UpstreamError(`${url.host} broke off its answer (${code}).`, { cause: error })
}
