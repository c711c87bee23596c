import { paths } from '@/lib/paths'
import type { ShownSimilar } from '@/lib/search/similar/list-similar'
import { PaperText } from './PaperText'

/** Papers like the one of the page, each with the words that both share. */
export function SimilarPapers({ similar }: { similar: readonly ShownSimilar[] }) {
  if (similar.length === 0) return null
  return (
    <section aria-labelledby="similar" className="similar">
      <h2 id="similar">Similar papers</h2>
      <ul>
        {similar.map(({ paper, words }) => (
          <li key={paper.id}>
            <a href={paths.paper(paper.id)}>
              <PaperText html={paper.titleHtml} />
            </a>
            {words.length > 0 && <span className="shared-words">both: {words.join(', ')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
