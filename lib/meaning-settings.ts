import { z } from 'zod'

/** What searches compare beside words: nothing; vectors that are learned from the papers; vectors of an embedding server. */
export type MeaningSettings = { kind: 'none' } | { kind: 'corpus' } | { kind: 'server'; server: EmbeddingsServer }

/** A server that speaks OpenAI's call for embeddings. */
export interface EmbeddingsServer {
  /** Of the call itself. */
  url: string
  key: string | undefined
  model: string
}

/** The variables that these settings are read from. */
export const MeaningEnvironment = z.object({
  SEARCH_VECTORS: z.enum(['none', 'corpus', 'server'], 'takes none, corpus or server').optional(),
  EMBEDDINGS_URL: z
    .string()
    .refine(
      (value) => /^https?:\/\/[^\s?#]+$/.test(value) && URL.canParse(value),
      'takes an http:// or https:// address',
    )
    .optional(),
  EMBEDDINGS_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'takes a key of the embedding server')
    .optional(),
  EMBEDDINGS_MODEL: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'takes the name of a model')
    .default('default'),
})

type Environment = z.infer<typeof MeaningEnvironment>

/** What is wrong with the variables together. */
export const meaningFaults = ({ SEARCH_VECTORS, EMBEDDINGS_URL }: Environment): string[] =>
  SEARCH_VECTORS === 'server' && !EMBEDDINGS_URL
    ? ['SEARCH_VECTORS=server needs EMBEDDINGS_URL: the server’s address']
    : []

/** An embedding server that is named is used, unless vectors are switched off. */
export function meaningSettings(env: Environment): MeaningSettings {
  const kind = env.SEARCH_VECTORS ?? (env.EMBEDDINGS_URL ? 'server' : 'none')
  if (kind !== 'server' || !env.EMBEDDINGS_URL) return { kind: kind === 'corpus' ? 'corpus' : 'none' }
  const { EMBEDDINGS_KEY: key, EMBEDDINGS_MODEL: model } = env
  return { kind, server: { url: callOf(env.EMBEDDINGS_URL), key, model } }
}

/** Servers are named by their host, by the root of their API, or by the call: all three are meant. */
function callOf(address: string): string {
  const url = address.replace(/\/+$/, '')
  if (url.endsWith('/embeddings')) return url
  return url.endsWith('/v1') ? `${url}/embeddings` : `${url}/v1/embeddings`
}
