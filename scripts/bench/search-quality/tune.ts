import { readFileSync } from 'node:fs'
import { connect, disconnect } from '@/lib/database/client'
import { findCandidates } from '@/lib/search/index/find-candidates'
import { CANDIDATES, RANKING, type TextRanking } from '@/lib/search/index/parameters'
import { type IndexReader, openReader } from '@/lib/search/index/reader'
import { stemsOf } from '@/lib/search/index/stems'
import { rarity, textScorer, type WeighedWord } from '@/lib/search/index/text-score'
import { codeOf, type RankedPaper } from '@/lib/search/index/word-codes'
import { parseQuery } from '@/lib/search/query/parse'
import { chooseRanking } from './choose-ranking'
import type { JudgedQuery } from './judged-sets'
import { qualityOf } from './measures'

/** Chooses the parameters of the score by words on judged queries, in a process with the index's settings. Prints them as JSON. */
const [databaseUrl = '', queriesFile = ''] = process.argv.slice(2)
connect(databaseUrl)
const reader = await openReader()
if (!reader) throw new Error('there is no index')
const asked = await Promise.all(
  (JSON.parse(readFileSync(queriesFile, 'utf8')) as JudgedQuery[]).map((judged) => prepare(reader, judged)),
)
const judge = (ranking: TextRanking) => qualityOf(asked.map((one) => placeOf(one, ranking))).ndcg10
const { ranking, judged } = chooseRanking(judge)
process.stdout.write(`${JSON.stringify({ before: judge(RANKING), ranking, judged })}\n`)
await disconnect()
process.exit(0)

interface Prepared {
  answer: string
  words: WeighedWord[]
  candidates: RankedPaper[]
}

async function prepare(index: IndexReader, { query, answer }: JudgedQuery): Promise<Prepared> {
  const stems = [...new Set(parseQuery(query).words.flatMap(stemsOf))]
  const weightOf = (stem: string) => rarity(index.words.papersHolding(stem), index.state.papers)
  const words = stems.map((stem) => ({ code: codeOf(stem), weight: weightOf(stem) }))
  const texts = { words: stems, all: [], none: [] }
  const candidates =
    stems.length === 0 ? [] : await findCandidates(index, { texts, everyWord: false, where: null, limit: CANDIDATES })
  return { answer, words, candidates }
}

function placeOf({ answer, words, candidates }: Prepared, ranking: TextRanking): number | null {
  const scoreOf = textScorer(words, (reader as IndexReader).state, ranking)
  const scores = new Map(candidates.map(({ id, codes }) => [id, scoreOf(codes)]))
  const own = scores.get(answer)
  if (own === undefined) return null
  return 1 + [...scores].filter(([id, score]) => score > own || (score === own && id > answer)).length
}
