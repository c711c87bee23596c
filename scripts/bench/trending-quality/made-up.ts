import type { Capture } from '@/lib/signals/early-warning/daily-list'

const HOUR_MS = 3_600_000
const HOURS = [2, 4, 7, 10, 26, 40]
const PAPERS = 20

/**
 * Daily lists that nobody ever saw: each paper has an appeal of its own, part of which shows in a linked repository, and gathers upvotes
 * by it from the hour on at which it was listed. For looking at the machinery; its figures say nothing about Hugging Face.
 */
export function makeUpCaptures(from: string, days: number): Capture[] {
  const random = lcg(20_250_501)
  return Array.from({ length: days }, (_, index) => {
    const start = Date.parse(from) + index * 24 * HOUR_MS
    const day = new Date(start).toISOString().slice(0, 10)
    const papers = Array.from({ length: PAPERS }, (_, paper) =>
      makeUpPaper(`${day.slice(2, 4)}${day.slice(5, 7)}.${10_000 + index * PAPERS + paper}`, start, random),
    )
    return HOURS.map((hours): Capture => {
      const at = new Date(start + hours * HOUR_MS)
      return { day, at, entries: papers.flatMap((paper) => paper(at)) }
    })
  }).flat()
}

function makeUpPaper(paperId: string, start: number, random: () => number) {
  const repository = random() < 0.4 ? `ada/${paperId}` : null
  const appeal = Math.exp(-2 * Math.log(random() + 1e-9) * 0.6 + (repository ? 0.7 : 0))
  const submittedAt = new Date(start + Math.floor(random() * 8) * HOUR_MS)
  const luck = random()
  return (at: Date) => {
    const hours = (at.getTime() - submittedAt.getTime()) / HOUR_MS
    if (hours < 0) return []
    const upvotes = Math.floor(appeal * (1 - 2 ** (-hours / 10)) * 10 + luck * 3)
    return [{ paperId, upvotes, comments: Math.floor(upvotes / 12), repository, title: 'Made up', submittedAt }]
  }
}

/** Numbers from 0 to 1, the same for the same seed (Numerical Recipes' constants). */
function lcg(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}
