/** Words that stand between formulas, hardly ever in one. */
const CONNECTING = new Set(
  `and or the of to with for in is are was were that we our from while per than versus vs where which by as at on if then
   this can has have not between into its it`.split(/\s+/),
)

const AMOUNT = /^\s?\d/
const DOLLAR_OF = /(?:^|[^A-Za-z])(?:US|AU|CA|HK|NZ|SG|NT)$/
const TEX_SIGNS = /[\\^_{}=<>]/
/** Prose runs on for this long without any sign of TeX; formulas do not. */
const LONG_CHARS = 300

/**
 * Whether the characters between two dollar signs are words between two amounts or formulas, not a formula.
 *
 * arXiv's texts have both `$x$` and `$5 million`, and no escape tells them apart. In this order:
 * - `US$ 3` and its like is money, whatever follows;
 * - an amount (digit first, no TeX) is money when the second dollar starts an amount too (`$5-$10`, `$5 million to $10`), or
 *   a space stands before the second dollar and none behind the first (`$5, $10`), or three words follow it;
 * - `100$ and 200$` is money: digits before both signs, words between;
 * - `$E=mc^2 and momentum $p$`: a space on the inner side of the second dollar only, and a word such as "and", says that the
 *   first dollar has no partner; so does nothing but words with spaces on both sides (`$ and $`);
 * - what is left is a formula unless it is long and shows no sign of TeX.
 * @param before up to four characters before the first dollar
 * @param after up to three characters behind the second
 */
export function isProse(inside: string, before: string, after: string): boolean {
  if (DOLLAR_OF.test(before) && AMOUNT.test(inside)) return true
  const words = plainWords(inside)
  return TEX_SIGNS.test(inside)
    ? leansOnNext(inside) && connects(words)
    : isMoney(inside, words, before, after) || hasNoPartner(inside, words) || inside.length > LONG_CHARS
}

/** @param inside without any sign of TeX */
function isMoney(inside: string, words: string[], before: string, after: string): boolean {
  const leans = leansOnNext(inside)
  if (/\d$/.test(before) && /^[\s,.;)]/.test(inside)) return connects(words)
  if (!AMOUNT.test(inside)) return false
  if (AMOUNT.test(after)) return words.length > 0 || leans || /[-–—/,(+]$/.test(inside)
  return words.length >= 3 || (leans && (words.length > 0 || /[,;]\s$/.test(inside)))
}

const hasNoPartner = (inside: string, words: string[]) =>
  connects(words) && (leansOnNext(inside) || /^\s[^+\d]*\s$/.test(inside))

/** A space on the inner side of the second dollar only: it opens what follows. */
const leansOnNext = (inside: string) => /^\S.*\s$/s.test(inside)

const connects = (words: string[]) => words.some((word) => CONNECTING.has(word))

/** Words of two letters and more that are neither a command's name nor within braces. */
function plainWords(inside: string): string[] {
  const outside = inside.replace(/\{[^{}]*\}/g, ' ').replace(/\\[A-Za-z]+/g, ' ')
  return (outside.match(/[A-Za-z]{2,}/g) ?? []).map((word) => word.toLowerCase())
}
