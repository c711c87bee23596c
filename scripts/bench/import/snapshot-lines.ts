import { type MadePaper, madePapers, randomFrom, wordOf } from '../search/corpus'

/** The most frequent words of English abstracts, in place of the most frequent of the made-up ones: they are what no index keeps. */
const COMMON =
  `the of and a to in we for is that with on as by this are which from an be our it can at or these has have not than
  their its was also such using show between more two both model results based method data where field been one here first
  into new however only they when study most then paper under some all over while there if present through each well but
  different large general high time number find non space after case group order were system further energy theory will
  quantum function within class given state use`.split(/\s+/)
const ENGLISH = new Map(COMMON.map((word, rank) => [wordOf(rank), word]))

/** With a letter for each `#`: formulas of papers repeat, but not all of them. */
const FORMULAS = [
  '$#$',
  '$#_#$',
  '$O(# \\log #)$',
  '$\\mathbb{R}^#$',
  '$\\|#\\|_2 \\le \\epsilon$',
  '$#_{t+1} = \\frac{#}{t}$',
  '$p(# \\mid #)$',
  '$\\mathcal{#} = 4$',
  '$# \\to \\infty$',
  '$\\sqrt{s} = 13$',
  '$10^{-#}$',
  '$\\sum_{i=1}^# #_i^2 \\geq \\lambda #$',
]
const LETTERS = [
  ...'abcdefghiklmnpqrsuvwxzABCDEFGHKLMNPQRSTUVWXYZ'.split(''),
  ...['\\alpha', '\\beta', '\\sigma', '\\theta', '\\lambda'],
]
/** Real ones hold formulas in a quarter to a third of all abstracts. */
const WITH_FORMULAS = 0.3
const FORMULAS_A_WORD = 0.025
const ACCENTED = ['Erd\\H{o}s', 'M\\"uller', "Bal\\'azs", "Garc{\\'\\i}a", "L\\'evy", '\\v{S}vec']
const LINE_CHARS = 76
/** Since identifiers have five digits: from 2015 until the autumn of 2026. */
const MONTHS = 140

/** Lines of the public arXiv metadata snapshot's format about papers that nobody wrote: their words follow Zipf's law. The same each time. */
export function* snapshotLines(count: number): Generator<string> {
  const random = randomFrom(3)
  const aMonth = Math.ceil(count / MONTHS)
  let index = 0
  for (const paper of madePapers(count)) {
    const submittedAt = new Date(Date.UTC(2015, Math.floor(index / aMonth), 1 + ((index % aMonth) / aMonth) * 28))
    const id = `${submittedAt.toISOString().slice(2, 7).replace('-', '')}.${String((index % aMonth) + 1).padStart(5, '0')}`
    yield JSON.stringify(recordOf({ ...paper, id, submittedAt }, random))
    index += 1
  }
}

function recordOf({ id, title, abstract, authors, categories, submittedAt }: MadePaper, random: () => number) {
  const share = random() < WITH_FORMULAS ? FORMULAS_A_WORD : 0
  const names = authors.map((name) => nameOf(name, random))
  const versions = random() < 0.6 ? 1 : 2
  return {
    id,
    submitter: authors[0],
    authors: names.map(([last, first]) => `${first} ${last}`).join(', '),
    title: wrapped(written(title, share, random), '\n  ').replace(/[.,]/g, ''),
    comments: random() < 0.6 ? `${Math.floor(random() * 40)} pages, ${Math.floor(random() * 12)} figures` : null,
    'journal-ref': null,
    doi: random() < 0.4 ? `10.1103/${id}` : null,
    'report-no': null,
    categories: [...categories, ...(random() < 0.5 ? ['math.OC'] : [])].join(' '),
    license: 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/',
    abstract: `  ${wrapped(written(abstract, share, random), '\n')}\n`,
    versions: Array.from({ length: versions }, (_, index) => ({
      version: `v${index + 1}`,
      created: new Date(submittedAt.getTime() + index * 86_400_000 * 30).toUTCString(),
    })),
    update_date: submittedAt.toISOString().slice(0, 10),
    authors_parsed: names.map(([last, first]) => [last, first, '']),
  }
}

/** Sentences: English where words are common, a comma now and then, and a formula. */
function written(words: string, share: number, random: () => number): string {
  let begins = true
  return words
    .split(' ')
    .map((word) => {
      const text = random() < share ? formula(random) : (ENGLISH.get(word) ?? word)
      const sentence = begins ? text.charAt(0).toUpperCase() + text.slice(1) : text
      const dice = random()
      begins = dice < 0.045
      return begins ? `${sentence}.` : dice < 0.09 ? `${sentence},` : sentence
    })
    .join(' ')
}

function nameOf(name: string, random: () => number): readonly [last: string, first: string] {
  const [first = '', last = ''] = name.split(' ')
  return [random() < 0.06 ? pick(ACCENTED, random) : last, random() < 0.5 ? `${first.charAt(0)}.` : first]
}

const formula = (random: () => number) => pick(FORMULAS, random).replace(/#/g, () => pick(LETTERS, random))
const pick = <T>(list: readonly T[], random: () => number) => list[Math.floor(random() * list.length)] as T

const wrapped = (text: string, end: string) =>
  text.replace(new RegExp(`(.{1,${LINE_CHARS}})(?: |$)`, 'g'), (_, line: string) => `${line}${end}`).trimEnd()
