import type { PaperRecord } from '../find-paper'
import { splitMath } from '../text/split-math'

const SPECIALS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

/**
 * The paper as a BibTeX entry, the way arXiv asks to be cited (`eprint`, `archivePrefix`, `primaryClass`). Titles keep arXiv's
 * own TeX source, with what would stop LaTeX between its formulas escaped; all else has TeX's special characters escaped.
 */
export function bibtex(paper: PaperRecord): string {
  const year = (paper.submittedAt ?? paper.announcedAt)?.getUTCFullYear()
  const fields: [string, string | number | null | undefined][] = [
    ['title', `{${balanced(unstopped(paper.titleSource))}}`],
    ['author', paper.authors.map(escaped).join(' and ')],
    ['year', year],
    ['eprint', paper.id],
    ['archivePrefix', 'arXiv'],
    ['primaryClass', paper.primaryCategory],
    ['doi', paper.doi],
    ['journal', paper.journalRef && escaped(paper.journalRef)],
    ['url', `https://arxiv.org/abs/${paper.id}`],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []))
  return `@misc{${citationKey(paper, year)},\n${lines.join(',\n')}\n}\n`
}

function citationKey({ id, authors }: PaperRecord, year: number | undefined): string {
  const family = authors[0]?.split(/[\s,]+/).at(-1) ?? ''
  const ascii = family
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
  return `${ascii || 'arxiv'}${year ?? ''}_${id.replace(/[^\w]/g, '_')}`
}

const escaped = (text: string) => text.replace(/[\\{}%&#_^~]/g, (sign) => SPECIALS[sign] ?? sign)

/** `AT&T` as `AT\\&T`. */
const unstopped = (source: string) =>
  splitMath(source)
    .map((piece) => (piece.kind === 'math' ? piece.source : piece.text.replace(/(?<!\\)[&%#_]/g, '\\$&')))
    .join('')

/** A source whose braces do not pair (BibTeX counts every one) would swallow the rest of the file: then its braces go. */
function balanced(source: string): string {
  let depth = 0
  for (const sign of source) {
    if (sign === '{') depth += 1
    if (sign === '}') depth -= 1
    if (depth < 0) break
  }
  // A backslash at the end would escape the brace that closes the field.
  return (depth === 0 ? source : source.replace(/[{}]/g, '')).replace(/\\+$/, '')
}
