import { z } from 'zod'
import { UpstreamError } from '../errors'
import { readJson } from '../upstream/read-json'

/** What GitHub says of a repository, as far as we ask. */
export interface RepositoryFacts {
  stars: number
  createdAt: Date
}

const Facts = z.object({
  stargazers_count: z.number().int().min(0).max(10_000_000),
  created_at: z.iso.datetime(),
})

/** @throws UpstreamError where it is no repository that is described */
export function parseRepository(text: string, host: string): RepositoryFacts {
  const facts = Facts.safeParse(readJson(text))
  if (!facts.success) throw new UpstreamError(`${host} gave no description of a repository.`)
  return { stars: facts.data.stargazers_count, createdAt: new Date(facts.data.created_at) }
}
