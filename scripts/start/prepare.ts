import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenNeeded } from '@/lib/house/build'
import { runStep } from '@/lib/house/run-step'
import { buildAssets, buildSteps, generateClient, root } from './build-steps'

/** The loader keeps to 60 seconds by itself. */
const FIRST_PAPERS_MS = 75_000

export interface Preparation {
  isDev: boolean
  hasPapers: boolean
  /** With the database's address. */
  environment: NodeJS.ProcessEnv
  tell(line: string): void
  signal: AbortSignal
}

/** What a start needs beside the database: the client, the built pages and first papers, the last two side by side. */
export async function prepareStart(given: Preparation): Promise<void> {
  const { isDev, hasPapers, signal, tell } = given
  if (!existsSync(join(root, 'generated/prisma/client.ts'))) await runStep(generateClient, signal)
  const build = isDev ? runStep(buildAssets, signal) : buildWhenNeeded({ root, steps: buildSteps, signal, tell })
  await Promise.all([build, hasPapers ? undefined : loadFirstPapers(given)])
}

/** A start does not hang on arXiv: without first papers the worker brings them later. */
async function loadFirstPapers({ environment, signal, tell }: Preparation): Promise<void> {
  tell('Loading first papers …')
  const args = ['--import', 'tsx', join(root, 'scripts/first-papers.ts'), '--json']
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(FIRST_PAPERS_MS)])
  try {
    const answer = await runStep({ name: 'Loading first papers', args, environment }, inTime)
    tell(inWords(JSON.parse(answer) as FirstPapers))
  } catch (error) {
    signal.throwIfAborted()
    tell((error as Error).message)
    tell('There are no papers yet; the worker goes on asking.')
  }
}

/** What scripts/first-papers.ts prints. */
interface FirstPapers {
  from: string
  papers: number
}

function inWords({ from, papers }: FirstPapers): string {
  if (from === 'sample') return `arXiv is out of reach: these are ${papers} sample papers until it answers.`
  return from === 'newest' ? `${papers} papers, the newest at arXiv.` : `${papers} papers, from today's announcements.`
}
