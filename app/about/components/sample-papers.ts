import type { ListedPaper } from '@/components/listed-paper'
import { prepareText, prepareTitle } from '@/lib/papers/text/prepare'

const ABSTRACT =
  'We study when $\\|x\\|_1 \\leq \\sqrt{n}\\,\\|x\\|_2$ is tight, and show that it is so for the vectors of constant modulus. A display ' +
  'follows: $$\\sum_{i=1}^{n} \\frac{x_i^2}{\\sqrt{1+\\alpha_i}} \\leq \\int_0^\\infty e^{-\\lambda t}\\,\\mathrm{d}t + \\mathcal{O}(n\\log n) + ' +
  '\\prod_{k=1}^{m} \\left( 1 + \\frac{1}{k^2} \\right) + \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$ The bound is sharp.'

const MOMENTUM = [0, 0, 1, 0, 0, 2, 1, 0, 3, 5, 4, 9, 7, 12]

/** Papers that bring out every state of an entry. Their identifiers are of no month, so they are nobody's. */
export function samplePapers(now: Date): ListedPaper[] {
  const traits: (Partial<ListedPaper> & { titleSource: string })[] = [
    { titleSource: 'On a norm', votes: 44, momentum: MOMENTUM },
    {
      titleSource:
        'Formulas $\\sum_{i=1}^{n} \\frac{x_i^2}{\\sqrt{1+\\alpha_i}} \\leq \\int_0^\\infty e^{-\\lambda t}\\,dt$ in titles are set, not spelt',
      authors: authors(14),
      comments: '12 pages, 3 figures; to appear',
      votes: 1,
      momentum: MOMENTUM.map((_, place) => (place === 13 ? 1 : 0)),
    },
    { titleSource: 'A paper that was taken back', withdrawn: true, authors: authors(3000) },
    { titleSource: 'A paper that came with the program', sample: true, announcedAt: null },
    { titleSource: 'Updated', listedAs: 'replace', version: 3, announcedAt: null, authors: authors(2) },
  ]
  return traits.map(({ titleSource, ...trait }, place) => ({ ...plain(titleSource, place, now), ...trait }))
}

function plain(titleSource: string, place: number, now: Date): ListedPaper {
  const title = prepareTitle(titleSource)
  const abstract = prepareText(ABSTRACT)
  return {
    id: `0000.0000${place}`,
    version: 1,
    title: title.text,
    titleHtml: title.html,
    abstract: abstract.text,
    abstractHtml: abstract.html,
    authors: authors(1),
    categories: ['cs.LG', 'stat.ML'],
    primaryCategory: 'cs.LG',
    comments: null,
    submittedAt: now,
    updatedAt: null,
    announcedAt: now,
    firstSeenAt: now,
    withdrawn: false,
    sample: false,
    votes: 0,
  }
}

const authors = (count: number) => Array.from({ length: count }, (_, place) => `Author ${place + 1}`)
