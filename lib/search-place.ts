import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Where the search index is kept. */
export interface SearchPlace {
  /** An absolute folder, or a bucket's address such as s3://papers/search. */
  url: string
  /** How a bucket is reached: the environment's AWS_ variables by their names in lower case. Of a folder there are none. */
  access: Record<string, string>
}

const BUCKET = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.-]+)*\/?$/

/** The variable that it is read from; what a bucket needs besides is named by the makers of buckets. */
export const SearchEnvironment = z.object({
  SEARCH_URL: z
    .string()
    .refine(
      (value) => !/^\w[\w+.-]+:/.test(value) || BUCKET.test(value),
      'takes a folder, or a bucket and a folder in it such as s3://papers/search',
    )
    .optional(),
})

type Environment = z.infer<typeof SearchEnvironment> & { DATA_DIR: string }
type Given = Record<string, string | undefined>

/** @param environment everything that is set */
export function searchPlace({ SEARCH_URL, DATA_DIR }: Environment, environment: Given): SearchPlace {
  if (!SEARCH_URL?.startsWith('s3://')) return { url: resolve(SEARCH_URL ?? join(DATA_DIR, 'search')), access: {} }
  return { url: SEARCH_URL.replace(/\/$/, ''), access: accessIn(environment) }
}

/** What is wrong with the variables together. */
export function searchFaults({ SEARCH_URL }: Environment, environment: Given): string[] {
  if (!SEARCH_URL?.startsWith('s3://')) return []
  const access = accessIn(environment)
  const faults: string[] = []
  const endpoint = access.aws_endpoint_url_s3 ?? access.aws_endpoint_url ?? access.aws_endpoint
  if (endpoint?.startsWith('http://') && access.aws_allow_http !== 'true')
    faults.push('AWS_ALLOW_HTTP takes true where the bucket of SEARCH_URL is reached by http://')
  if ((access.aws_access_key_id === undefined) !== (access.aws_secret_access_key === undefined))
    faults.push('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed together for the bucket of SEARCH_URL')
  return faults
}

const accessIn = (environment: Given): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      /^AWS_[A-Z0-9_]+$/.test(name) && value ? [[name.toLowerCase(), value]] : [],
    ),
  )
