import type { PaperRecord } from '../find-paper'

/** The paper as one RIS record, as reference managers import it; a preprint is `UNPB`. Lines end in CRLF. */
export function ris(paper: PaperRecord): string {
  const date = (paper.submittedAt ?? paper.announcedAt)?.toISOString().slice(0, 10).replaceAll('-', '/')
  const lines: [string, string | null | undefined][] = [
    ['TY', 'UNPB'],
    ['TI', paper.title],
    ...paper.authors.map((name): [string, string] => ['AU', name]),
    ['PY', date?.slice(0, 4)],
    ['DA', date],
    ['AB', paper.abstract],
    ...paper.categories.map((category): [string, string] => ['KW', category]),
    ['DO', paper.doi],
    ['T2', paper.journalRef],
    ['N1', paper.comments],
    ['AN', `arXiv:${paper.id}`],
    ['PB', 'arXiv'],
    ['UR', `https://arxiv.org/abs/${paper.id}`],
  ]
  const fields = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${oneLine(value)}`] : []))
  return [...fields, 'ER  - ', ''].join('\r\n')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
