import { InputError } from '@/lib/errors'
import { openAuthorLists } from '@/lib/ingest/author-lists'
import { type AuthorOutcome, readAuthor } from '@/lib/ingest/read-authors'
import { arxivSettings } from '@/lib/ingest/settings'
import { parseAuthorId } from '@/lib/papers/author-id'

/** Reads the lists of these people, one after the other. It failed when none could be read. */
export async function readPeople(given: readonly string[], signal: AbortSignal) {
  const ids = given.map(idOf)
  const settings = arxivSettings()
  const deps = { authors: openAuthorLists({ ...settings, signal }), clock: settings.clock, signal }
  const authors: AuthorOutcome[] = []
  for (const id of ids) authors.push(await readAuthor(id, deps))
  const failed = authors.every(({ status }) => status !== 'stored')
  return { json: { authors }, text: authors.map(inWords).join('\n'), failed }
}

function idOf(given: string): string {
  const id = parseAuthorId(given)?.id
  if (!id)
    throw new InputError(`--author takes an ORCID or an arXiv author identifier such as warner_s_1, not ${given}.`)
  return id
}

function inWords(outcome: AuthorOutcome): string {
  switch (outcome.status) {
    case 'stored':
      return `${outcome.name ?? outcome.id} (${outcome.id}): ${outcome.papers === 1 ? '1 paper' : `${outcome.papers} papers`}.`
    case 'unknown':
      return `Nobody has the identifier ${outcome.asked} at arXiv.`
    case 'unreadable':
      return outcome.reason
  }
}
