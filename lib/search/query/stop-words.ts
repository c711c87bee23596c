/**
 * Words that nearly every abstract holds: looked for alone they find everything, ranked they say nothing. The list of PostgreSQL's
 * English dictionary (from Snowball), without its halves of contractions.
 */
const STOP_WORDS = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself
   they them their theirs themselves what which who whom this that these those am is are was were be been being have has had having
   do does did doing a an the and but if or because as until while of at by for with about against between into through during
   before after above below to from up down in out on off over under again further then once here there when where why how all any
   both each few more most other some such no nor not only own same so than too very s t can will just don should now`.split(
    /\s+/,
  ),
)

/** Whether a word is too common to be looked for. */
export const isStopWord = (word: string): boolean => STOP_WORDS.has(word.toLowerCase())
