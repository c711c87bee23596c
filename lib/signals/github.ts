import { UpstreamError } from '../errors'
import { conditionsFor, noteUnchanged, rememberCopy } from '../upstream/copies'
import { parseRepository } from './github-repository'
import type { Observation } from './observation'
import { observe } from './observe'
import { type DueRepository, findLinks, listDueRepositories, noteRepository } from './repositories'
import { askSignal, type SignalSettings } from './settings'
import type { SourceReport } from './source-report'

/** Questions a run, every quarter of an hour: GitHub allows 60 an hour to everybody, 5,000 to who shows a token. */
const QUESTIONS = { withToken: 200, without: 10 }
const DAY_MS = 24 * 3_600_000
/** A repository that began so shortly before the paper is the paper's: all of its stars count. */
const OF_THE_PAPER_DAYS = 30
/** One that is older than that was there for another reason: none do. */
const ABOUT_THE_PAPER_DAYS = 180

/**
 * Asks GitHub for the stars of repositories that papers name and that are due, the longest waiting first.
 * @throws UpstreamError when GitHub gives nothing usable; what was read before is kept
 */
export async function readGithub(settings: SignalSettings): Promise<SourceReport> {
  const { githubUrl, githubToken, clock } = settings
  const ask = askSignal(settings, 'github', { headers: headersFor(githubToken), answers: [404, 451] })
  const report = { asked: 0, told: 0, taken: 0, held: 0 }
  await findLinks(clock.now())
  for (const due of await listDueRepositories(clock.now(), githubToken ? QUESTIONS.withToken : QUESTIONS.without)) {
    const url = new URL(`${githubUrl}/repos/${due.name}`)
    const answer = await ask(url, due.isKnown ? await conditionsFor(url.href) : {})
    const at = clock.now()
    report.asked += 1
    if (answer.status === 304) await noteUnchanged(url.href, at)
    else if (answer.status === 200) {
      const facts = parseRepository(answer.text, url.host)
      const seen = await observe(due.papers.map(observationOf(facts)), at)
      // What waits to be confirmed is to be told again.
      if (seen.held === 0) await rememberCopy(url.href, answer.headers, at)
      report.told += 1
      report.taken += seen.taken
      report.held += seen.held
    } else if (answer.status === 400) throw new UpstreamError(`${url.host} does not understand our question.`)
    await noteRepository(due.name, { at, isGone: answer.status === 404 || answer.status === 451 })
  }
  return report
}

const headersFor = (token: string | undefined) => ({
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  ...(token && { authorization: `Bearer ${token}` }),
})

const observationOf =
  ({ stars, createdAt }: { stars: number; createdAt: Date }) =>
  ({ id, listedAt }: DueRepository['papers'][number]): Observation => {
    const daysBefore = (listedAt.getTime() - createdAt.getTime()) / DAY_MS
    const isOfThePaper = daysBefore <= OF_THE_PAPER_DAYS
    const counts = isOfThePaper ? 'from-zero' : daysBefore <= ABOUT_THE_PAPER_DAYS ? 'from-now' : 'never'
    return { paperId: id, kind: 'github_stars', value: stars, counts }
  }
