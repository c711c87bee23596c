import { z } from 'zod'

/** What fits beside a paper in a list. */
export const MAX_SENTENCE = 280

/**
 * The door for what somebody says in a sentence: one line, white space folded, without signs that nobody sees and that turn what is
 * around them (controls, directions). Empty: null.
 */
export const Sentence = z.string().transform((typed, context) => {
  const said = typed
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .normalize('NFC')
    .trim()
  if (said.length <= MAX_SENTENCE && said.isWellFormed()) return said || null
  context.addIssue({ code: 'custom', message: `It takes one sentence of at most ${MAX_SENTENCE} characters.` })
  return z.NEVER
})
