import { z } from 'zod'
import { DigestContent, MailPaper } from './kinds'

const Frame = DigestContent.omit({ papers: true }).extend({ papers: z.array(z.unknown()).min(1).max(100) })

const digests = new WeakMap<object, DigestContent>()
const papers = new WeakMap<object, MailPaper>()

/**
 * The frozen content of a digest, checked. What was checked once is known again by its object: a paper that stands in many
 * digests is one paper, and what is made of it is made once.
 * @throws ZodError when it is none
 */
export function parseDigest(content: unknown): DigestContent {
  return onceFor(digests, content, () => {
    const { papers: listed, ...frame } = Frame.parse(content)
    return { ...frame, papers: listed.map((paper) => onceFor(papers, paper, () => MailPaper.parse(paper))) }
  })
}

function onceFor<T>(known: WeakMap<object, T>, given: unknown, make: () => T): T {
  if (typeof given !== 'object' || given === null) return make()
  const value = known.get(given) ?? make()
  known.set(given, value)
  return value
}
