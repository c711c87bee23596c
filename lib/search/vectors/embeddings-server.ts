import { z } from 'zod'
import { UpstreamError } from '../../errors'
import type { EmbeddingsServer } from '../../meaning-settings'
import { ofLengthOne } from './basis'

/** Servers take at least so many texts at a time, and models at least so much of each. */
const TEXTS_AT_A_TIME = 64
const MAX_CHARS = 6_000

const Answer = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(8).max(8_192) })),
})

/**
 * The vectors of texts, of length one, in their order; null for one that the server gave none. Calls are `POST {url}` as OpenAI's
 * `/v1/embeddings`, which most servers of models speak.
 * @param timeoutMs for each call
 * @throws UpstreamError when the server is away, refuses, or answers something else
 */
export async function embed(
  server: EmbeddingsServer,
  texts: readonly string[],
  timeoutMs: number,
): Promise<(Float32Array | null)[]> {
  const vectors: (Float32Array | null)[] = []
  for (let from = 0; from < texts.length; from += TEXTS_AT_A_TIME) {
    const input = texts.slice(from, from + TEXTS_AT_A_TIME).map((text) => text.slice(0, MAX_CHARS) || ' ')
    const given = await call(server, input, timeoutMs)
    const some = new Map(given.map(({ index, embedding }) => [index, ofLengthOne(Float32Array.from(embedding))]))
    vectors.push(...input.map((_, index) => some.get(index) ?? null))
  }
  return vectors
}

async function call({ url, key, model }: EmbeddingsServer, input: string[], timeoutMs: number) {
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!answer.ok) throw new UpstreamError(`the embedding server answered ${answer.status}`)
    return Answer.parse(await answer.json()).data
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    const reason = error instanceof z.ZodError ? 'what is no list of embeddings' : (error as Error).name
    throw new UpstreamError(`the embedding server gave no answer: ${reason}`)
  }
}
