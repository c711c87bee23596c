/** What can be withdrawn; a claim, a figure or an appendix cannot, as far as the paper goes. */
const PAPER = '(?:e-?print|paper|article|submission|manuscript|preprint|work|note|letter|version|document|draft)'
const WHOLE = `(?:th(?:is|e|e present)|our|my) (?:(?:current|whole|entire|present|arxiv|above) )?${PAPER}`
const HOW = '(?:temporarily|permanently|voluntarily|hereby|now|officially|formally|being|been)'
const BY = '(?:the )?(?:corresponding |first )?authors?'

/** Withdrawn from a journal or a conference, a paper is still at arXiv. */
const WITHDRAWN = `(?:withdrawn|retracted)\\b(?!(?: by ${BY})? from (?!(?:the )?arxiv|public))`

/** How a clause that withdraws a paper begins. A comment may say other things before it, but not in the same clause. */
const OPENINGS = [
  `${WHOLE} (?:(?:has|have|had) (?:${HOW} )*been|(?:is|was)) (?:${HOW} )*${WITHDRAWN}`,
  `${PAPER} (?:(?:(?:has|have) been|is|was) )?(?:${HOW} )*${WITHDRAWN}`,
  `(?:has been )?(?:temporarily )?${WITHDRAWN}(?= *$| +(?:by|due|because|for|pending|since|as|until|owing|in order|from|on|at|after|to)\\b)`,
  `(?:${BY}|i|we) (?:(?:has|have|wish to|would like to|want to|decided to|have decided to|hereby) )*(?:withdraw[ns]?|withdrew|retract(?:s|ed)?) (?:the|this|our|my) ${PAPER}`,
  `${WHOLE} has been removed (?:by arxiv|from arxiv)`,
].map((opening) => new RegExp(`^${opening}`, 'i'))

/** arXiv's own words stand behind these. */
const PREFACES =
  /^(?:(?:arxiv )?admin(?:istrator)?s?(?:'s)? note|note|notice|v\d{1,3}|version \d{1,3}|update|erratum)\s*[:,-]?\s+/i

/** Longer comments than any notice; keeps hostile text cheap. */
const MAX_CHARS = 2_000

/**
 * Whether the comments of a version say that it withdraws the paper; where there are none, whether the abstract opens so. arXiv
 * has no other mark: its notice is what authors and moderators write there (https://info.arxiv.org/help/withdraw.html).
 */
export function tellsWithdrawal(comments: string | null, abstract = ''): boolean {
  return withdrawalNotice(comments, abstract) !== null
}

/** The very words: the comments, else the opening of the abstract; null when neither withdraws the paper. */
export function withdrawalNotice(comments: string | null, abstract = ''): string | null {
  if (clausesOf(comments ?? '').some(withdraws)) return comments
  const opening = clausesOf(abstract)[0] ?? ''
  return withdraws(opening) ? opening : null
}

const withdraws = (clause: string) => OPENINGS.some((opening) => opening.test(clause))

/** Every way of saying it holds one of these. */
const SPEAKS_OF_IT = /withdr|retract|removed/i

/** None when the text does not speak of withdrawing at all, as nearly every one does not. */
function clausesOf(text: string): string[] {
  const bare = text.slice(0, MAX_CHARS).replace(/[*"“”'‘’_]/g, '')
  if (!SPEAKS_OF_IT.test(bare)) return []
  return bare
    .split(/[.;:!?()[\]\n]+\s*|,\s+|\s+[-–—]+\s+/)
    .map((clause) => clause.replace(/\s+/g, ' ').trim().replace(PREFACES, ''))
    .filter(Boolean)
}
