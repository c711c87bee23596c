import { config } from '../../config'
import { log } from '../../log'
import { type MadeDocument, sampleDocuments } from '../index/documents'
import type { OpenLance } from '../index/lance'
import { unpackRanked } from '../index/word-codes'
import { projector } from './basis'
import { embed } from './embeddings-server'
import { keepBasis, readBasis } from './kept-basis'
import { learnBasis } from './learn-basis'

/** Papers to learn from: more teach little, and cost time and memory. */
const SAMPLE = 30_000
const SERVER_MS = 60_000

/** Makes the vectors of papers. Of what none can be made now is null. */
export type MakeVectors = (papers: readonly MadeDocument[]) => Promise<(Float32Array | null)[]>

/** How the vectors of an index that is being made are made: learned first, where nobody else knows them. */
export async function newMaker(open: OpenLance, index: string): Promise<MakeVectors | null> {
  const { meaning } = config()
  if (meaning.kind !== 'corpus') return knownMaker(open, index)
  const sample = await sampleDocuments(SAMPLE)
  await keepBasis(open, index, learnBasis(sample.map(({ document }) => unpackRanked(document.ranked).codes)))
  return knownMaker(open, index)
}

/** How the vectors of an index in use are made. */
export async function knownMaker(open: OpenLance, index: string): Promise<MakeVectors | null> {
  const { meaning } = config()
  if (meaning.kind === 'none') return null
  if (meaning.kind === 'corpus') {
    const project = projector(await readBasis(open, index))
    return async (papers) => papers.map(({ document }) => project(unpackRanked(document.ranked).codes))
  }
  const { server } = meaning
  let isAway = false
  return async (papers) => {
    const texts = papers.map(({ source }) => `${source.title}\n\n${source.abstract}`)
    // A server that is away is asked again at the next look; words alone answer meanwhile.
    if (isAway) return texts.map(() => null)
    return embed(server, texts, SERVER_MS).catch((error: Error) => {
      isAway = true
      log.warn({ reason: error.message }, 'papers have no vectors yet')
      return texts.map(() => null)
    })
  }
}
