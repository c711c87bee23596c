import { arxivAbstract, arxivPdf } from '../../paths'
import type { PaperRecord } from '../find-paper'

/** The paper as Markdown: title, facts, abstract. TeX stays as it is, between dollars. */
export function markdown(paper: PaperRecord): string {
  const facts: [string, string | null | undefined][] = [
    ['Authors', paper.authors.join(', ')],
    ['arXiv', `[${paper.id}](${arxivAbstract(paper.id)}) · [PDF](${arxivPdf(paper.id)})`],
    ['Categories', paper.categories.join(', ')],
    ['Submitted', paper.submittedAt?.toISOString().slice(0, 10)],
    ['Updated', paper.updatedAt?.toISOString().slice(0, 10)],
    ['Comments', paper.comments],
    ['DOI', paper.doi],
    ['Journal', paper.journalRef],
    ['Votes', String(paper.votes)],
  ]
  const lines = facts.flatMap(([name, value]) =>
    value ? [`- ${name}: ${name === 'arXiv' ? value : escaped(value)}`] : [],
  )
  const abstract = paper.abstract.split(/\n+/).map(escaped).join('\n\n')
  return `# ${escaped(paper.title)}\n\n${lines.join('\n')}\n\n## Abstract\n\n${abstract}\n`
}

/** Signs that Markdown would read as markup; math between dollars keeps its own. */
const escaped = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .split(/(\$[^$]*\$)/)
    .map((part, index) => (index % 2 ? part : part.replace(/[\\`*_[\]<>#|]/g, '\\$&')))
    .join('')
